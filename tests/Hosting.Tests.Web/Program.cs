// A web service for the tests of the host: it tells what the host has told it.
if (args is ["crash"])
{
    Console.Error.WriteLine("the last words");
    return 3;
}

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
var app = builder.Build();
app.MapGet("/health", () => "healthy");
app.MapGet("/env/{name}", (string name) => Environment.GetEnvironmentVariable(name));
app.MapGet("/proxied", (string url) => !HttpClient.DefaultProxy.IsBypassed(new Uri(url)));
app.MapGet("/folder", () => Directory.GetCurrentDirectory());
app.Run();
return 0;
