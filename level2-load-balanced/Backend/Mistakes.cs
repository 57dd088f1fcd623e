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
        var chance = Random.Shared;
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/api"),
            api => api.Use((context, next) => chance.Next(3) switch
            {
                0 => throw new InvalidOperationException("A mistake of release v3."),
                1 => Task.Delay(Slow).ContinueWith(_ => next(context), TaskScheduler.Default).Unwrap(),
                _ => next(context),
            }));
    }
}
