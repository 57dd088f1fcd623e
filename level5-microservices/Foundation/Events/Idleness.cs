namespace Shop.Events;

/// <summary>
/// Whoever looks for news looks often while there are some, and ever more rarely while there are
/// none: many look in this shop, and most of the time in vain.
/// </summary>
internal sealed class Idleness
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(200);

    private TimeSpan pause = Shortest;

    /// <param name="hadNews">Then at once.</param>
    public async Task WaitAsync(bool hadNews, CancellationToken stop)
    {
        if (hadNews)
        {
            pause = Shortest;
            return;
        }

        await Task.Delay(pause, stop);
        pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, Longest.Ticks));
    }
}
