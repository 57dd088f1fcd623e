using System.Diagnostics;

namespace Hosting.Tests;

internal static class Eventually
{
    /// <param name="limit">Null: 20 s.</param>
    internal static async Task IsTrueAsync(
        Func<bool> condition,
        string what,
        TimeSpan? limit = null)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(clock.Elapsed < (limit ?? TimeSpan.FromSeconds(20)), $"not so: {what}");
            await Task.Delay(20);
        }
    }
}
