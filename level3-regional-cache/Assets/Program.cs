using Shop;
using Shop.Pages;

var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
{
    Args = args,
    ContentRootPath = AppContext.BaseDirectory,
});

builder.AddServiceDefaults();
builder.AddDraining();

var app = builder.Build();

app.UseServiceDefaults();
app.UsePages();

app.MapEntrances(builder.Configuration);
app.MapImages();

app.Run();
