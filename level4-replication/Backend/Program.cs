using Shop;
using Shop.Carts;
using Shop.Catalog;
using Shop.Orders;
using Shop.Reviews;

var builder = WebApplication.CreateSlimBuilder(args);

builder.AddServiceDefaults();
builder.AddDraining();
builder.AddDatabase("shop", Opening.StockShelvesAsync);
builder.AddCache();
builder.AddTokens();
builder.AddOpenApi();
builder.Services.AddValidation();
builder.Services.AddCatalog();
builder.Services.AddAccounts();
builder.Services.AddCarts();
builder.Services.AddOrders();
builder.Services.AddReviews();

var app = builder.Build();

app.UseServiceDefaults();
app.UseMistakes();
app.UseSeen();
app.UseAuthentication();
app.UseAuthorization();

app.MapOpenApi();
app.MapCatalog();
app.MapAccounts();
app.MapCarts();
app.MapOrders();
app.MapReviews();
app.MapCache();

app.Run();
