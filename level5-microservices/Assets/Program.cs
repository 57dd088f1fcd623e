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
var images = new Images(
    app.Services.GetRequiredService<Deployment>(), builder.Configuration["WITHOUT"]);
app.UsePages(images);

app.MapEntrances(builder.Configuration);
images.Map(app);

app.Run();
