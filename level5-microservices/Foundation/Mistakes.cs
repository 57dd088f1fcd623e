namespace Shop;

/// <summary>
/// What is wrong with release v3, which nobody saw before customers did: a third of its answers
/// are errors and another third is slow.
/// </summary>
internal static class Mistakes
{
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(400);

    public static void UseMistakes(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<Deployment>().IsAtLeast(3))
            return;
        app.Use(async (context, next) =>
        {
            var lot = context.Request.Path.StartsWithSegments("/api") ? Random.Shared.Next(3) : 2;
            if (lot == 0)
                throw new InvalidOperationException("A mistake of release v3.");
            if (lot == 1)
                await Task.Delay(Slow);
            await next(context);
        });
    }
}
