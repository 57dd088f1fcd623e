using GeoDns;
using GeoDns.Control;
using GeoDns.Health;
using GeoDns.Policies;
using GeoDns.Serving;
using Shop;

if (Settings.TryRead(Environment.GetEnvironmentVariable, out var settings) is { } complaint)
{
    await Console.Error.WriteLineAsync(complaint);
    return 1;
}

var builder = WebApplication.CreateSlimBuilder(args);

builder.AddServiceDefaults();
builder.Services.AddSingleton(settings);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddPolicies();
builder.Services.AddHealth();
builder.Services.AddServing();
builder.Services.AddSingleton<ZoneReport>();

var app = builder.Build();

app.UseServiceDefaults();
app.MapControl();

app.Run();
return 0;
