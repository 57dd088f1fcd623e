using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Shop;
using Shop.Control;

var builder = WebApplication.CreateSlimBuilder(args);

builder.AddServiceDefaults();
builder.AddEdge();
builder.ListenPublicly();

var app = builder.Build();

app.UseExceptionHandler();
app.UseMiddleware<Edge>();
app.UseStatusCodePages();
app.UseRouting();

// Whether this region can serve, and whether this process lives: geo-DNS asks the first.
app.MapHealthChecks("/health").DisableHttpMetrics();
app.MapHealthChecks("/alive", new HealthCheckOptions { Predicate = _ => false })
    .DisableHttpMetrics();
app.MapMetrics();
app.MapControl();

app.Run();
