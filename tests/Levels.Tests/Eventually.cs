using System.Diagnostics;

namespace Levels.Tests;

internal static class Eventually
{
    /// <summary>Polls until something is true; false if it never was within the limit.</summary>
    public static async Task<bool> TrueAsync(Func<bool> condition, TimeSpan limit)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < limit;)
        {
            if (condition())
            {
                return true;
            }

            await Task.Delay(25);
        }

        return condition();
    }
}
