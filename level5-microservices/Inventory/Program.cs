using Shop;
using Shop.Inventory;

var builder = WebApplication.CreateSlimBuilder(args);

builder.AddServiceDefaults();
builder.AddDraining();
builder.AddDatabase("inventory", Opening.StockShelvesAsync);
builder.AddOutbox("inventory", readers: "catalog");
builder.Services.AddSingleton<CrashPoints>();
builder.Services.AddInventory();

var app = builder.Build();

app.UseServiceDefaults();
app.UseCrashPoints();
app.MapInventory();
app.MapEvents();

app.Run();
