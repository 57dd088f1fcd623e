namespace Shop.Tests;

internal static class Eventually
{
    /// <summary>Asks again and again, for 20 seconds at most.</summary>
    public static async Task BecomesTrueAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await condition())
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
    }
}
