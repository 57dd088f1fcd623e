using Microsoft.AspNetCore.HttpOverrides;
using Shop;
using Shop.Control;
using Shop.Customers;
using Shop.Failures;
using Shop.Releases;
using Shop.Routing;

var builder = WebApplication.CreateSlimBuilder(args);

builder.AddServiceDefaults();
builder.AddLimits();
builder.AddRouting();
builder.AddFailover();
builder.AddRateLimits();
builder.AddReleases();
builder.Services.AddValidation();

var app = builder.Build();

app.UseMiddleware<BalancerTiming>();
app.UseExceptionHandler();
app.UseStatusCodePages();
app.UseMiddleware<Apology>();
// The one who asks is the edge; for whom, it says itself. Believed from this machine only, which
// is where the edge is.
app.UseForwardedHeaders(new() { ForwardedHeaders = ForwardedHeaders.XForwardedFor });
app.UseRateLimits();

// Where a customer comes in is where a new account is at home, whichever region answers.
var site = app.Configuration["INSTANCE"]!.Split('-')[^1];
app.Use((context, next) =>
{
    context.Request.Headers["X-Site"] = site;
    return next(context);
});

app.MapHealthChecks("/health").DisableHttpMetrics();
app.MapMetrics();
app.MapControl();
app.MapDescriptions();
app.MapRoutes();

app.Run();
