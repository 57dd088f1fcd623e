using Shop;
using Shop.Carts;

var builder = WebApplication.CreateSlimBuilder(args);

builder.AddServiceDefaults();
builder.AddDraining();
builder.AddDatabase("accounts", _ => Task.CompletedTask);
builder.AddTokens();
builder.AddOpenApi("v1", "v2", "internal");
builder.AddResidency();
builder.Services.AddValidation();
builder.Services.AddAccounts();
builder.Services.AddCarts();
builder.AddBonus();
builder.Services.AddSingleton<CrashPoints>();

var app = builder.Build();

app.UseServiceDefaults();
app.UseAuthentication();
app.UseAuthorization();
app.UseHomes();
app.UseCrashPoints();

app.MapOpenApi();
app.MapAccounts();
app.MapRights();
app.MapCarts();
app.MapInternal();
app.MapEvents();

app.Run();
