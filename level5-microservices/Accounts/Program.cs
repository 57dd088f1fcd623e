using Shop;
using Shop.Carts;

var builder = WebApplication.CreateSlimBuilder(args);

builder.AddServiceDefaults();
builder.AddDraining();
builder.AddDatabase("accounts", _ => Task.CompletedTask);
builder.AddTokens();
builder.AddOpenApi();
builder.Services.AddValidation();
builder.Services.AddAccounts();
builder.Services.AddCarts();

var app = builder.Build();

app.UseServiceDefaults();
app.UseAuthentication();
app.UseAuthorization();

app.MapOpenApi();
app.MapAccounts();
app.MapCarts();

app.Run();
