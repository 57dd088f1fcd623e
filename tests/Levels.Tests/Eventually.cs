using System.Diagnostics;

namespace Levels.Tests;

internal static class Eventually
{
    /// <summary>Polls until something is true; false if it never was within the limit.</summary>
    public static Task<bool> TrueAsync(Func<bool> condition, TimeSpan limit) =>
        TrueAsync(() => Task.FromResult(condition()), limit);

    /// <inheritdoc cref="TrueAsync(Func{bool}, TimeSpan)"/>
    public static async Task<bool> TrueAsync(Func<Task<bool>> condition, TimeSpan limit)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < limit;)
        {
            if (await condition())
            {
                return true;
            }

            await Task.Delay(25);
        }

        return await condition();
    }
}
