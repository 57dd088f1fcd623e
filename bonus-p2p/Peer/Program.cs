using Shop;
using Shop.Hosting;
using Shop.Merchant;
using Shop.Pages;
using Shop.Shopping;

var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
{
    // Nobody changes its configuration while it runs: it needn't watch the folder for that.
    Args = [.. args, "--hostBuilder:reloadConfigOnChange=false"],
    ContentRootPath = AppContext.BaseDirectory,
});

builder.AddServiceDefaults();
builder.AddPeer();
builder.AddShopping();
builder.AddMerchant();

var app = builder.Build();

app.UseServiceDefaults();
app.UsePages();

// To other peers.
app.MapPost();

// To the one who sits at this computer.
app.MapEntrances(builder.Configuration);
app.MapImages();
app.MapCatalog();
app.MapReviews();
app.MapAccounts();
app.MapCarts();
app.MapOrders();
app.MapStatus();

app.Run();
