using Shop.Control;

namespace Shop;

/// <summary>
/// Places where a service can be made to die on purpose, as if its machine had failed at the worst
/// moment. Each is used up when it kills: the restarted service works.
/// </summary>
internal sealed class CrashPoints
{
    private readonly HashSet<string> armed = [];

    public void Arm(string point)
    {
        lock (armed)
            armed.Add(point);
    }

    /// <summary>Dies here if this was ordered: no farewell, nothing is flushed.</summary>
    public void Pass(string point)
    {
        bool isOrdered;
        lock (armed)
            isOrdered = armed.Contains(point);
        if (isOrdered)
        {
            System.Diagnostics.Process.GetCurrentProcess().Kill();
            // The signal takes a moment, in which nothing more may be done.
            Thread.Sleep(Timeout.Infinite);
        }
    }
}

internal static class CrashPointsExtensions
{
    /// <summary>
    /// Around each internal request is a place before and one after it, with all done and nobody
    /// told: "before reserve", "after reserve".
    /// </summary>
    public static void UseCrashPoints(this WebApplication app)
    {
        var points = app.Services.GetRequiredService<CrashPoints>();
        app.Use(async (context, next) =>
        {
            if (!context.Request.Path.StartsWithSegments("/internal"))
            {
                await next(context);
                return;
            }

            var step = context.Request.Path.Value!.Split('/')[^1];
            points.Pass($"before {step}");
            context.Response.OnStarting(() =>
            {
                points.Pass($"after {step}");
                return Task.CompletedTask;
            });
            await next(context);
        });
        app.MapPost("/internal/crash-points", (CrashPoint point) => points.Arm(point.Name))
            .AddEndpointFilter<ControlKey>()
            .ExcludeFromDescription();
    }
}

internal sealed record CrashPoint(string Name);
