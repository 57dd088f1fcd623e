using Shop;
using Shop.Catalog;

var builder = WebApplication.CreateSlimBuilder(args);

builder.AddServiceDefaults();
builder.AddDraining();
builder.AddDatabase("catalog", Opening.StockShelvesAsync);
builder.AddStockNews();
builder.AddCache();
builder.AddOpenApi();
builder.Services.AddValidation();
builder.Services.AddCatalog();

var app = builder.Build();

app.UseServiceDefaults();
app.UseMistakes();

app.MapOpenApi();
app.MapCatalog();
app.MapCache();
app.MapEvents();

app.Run();
