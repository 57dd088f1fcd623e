using Shop;
using Shop.Orders;

var builder = WebApplication.CreateSlimBuilder(args);

builder.AddServiceDefaults();
builder.AddDraining();
builder.AddDatabase("orders", _ => Task.CompletedTask);
builder.AddOutbox("orders", readers: [.. Homes.All.Select(site => $"accounts-{site}")]);
builder.AddTokens();
builder.AddOpenApi();
builder.Services.AddValidation();
builder.Services.AddSingleton(new Shop.Orders.Without(builder.Configuration["WITHOUT"]));
builder.Services.AddSingleton<CrashPoints>();
builder.Services.AddSingleton<OtherServices>();
builder.Services.AddExceptionHandler<Unavailable>();
builder.Services.AddOrders();

var app = builder.Build();

app.UseServiceDefaults();
app.UseSeen("orders");
app.UseAuthentication();
app.UseAuthorization();
app.UseCrashPoints();

app.MapOpenApi();
app.MapOrders();
app.MapEvents();

app.Run();
