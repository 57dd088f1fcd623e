using Shop;
using Shop.Catalog;
using Shop.Reviews;

var builder = WebApplication.CreateSlimBuilder(args);

builder.AddServiceDefaults();
builder.AddDraining();
builder.AddDatabase("catalog", Opening.StockShelvesAsync);
builder.AddStockNews();
builder.AddCache();
builder.AddTokens();
builder.AddOpenApi();
builder.Services.AddValidation();
builder.Services.AddCatalog();
builder.Services.AddReviews();

var app = builder.Build();

app.UseServiceDefaults();
app.UseMistakes();
app.UseAuthentication();
app.UseAuthorization();

app.MapOpenApi();
app.MapCatalog();
app.MapReviews();
app.MapCache();
app.MapEvents();

app.Run();
