namespace GeoDns.Health;

/// <summary>
/// What the probes of one view have found out about one site. It counts as healthy until they find
/// otherwise: after a start nobody is to be sent away. One writer, many readers.
/// </summary>
internal sealed class Vitals
{
    // A median does not care about a slow one among them, and follows after the third.
    private const int Remembered = 5;
    private const int GoodOnesToReturn = 2;

    private readonly Queue<TimeSpan> latest = new(Remembered);
    private int goodOnes;
    private volatile bool isHealthy = true;
    private volatile bool hasServed;
    private long rtt; // ticks, 0 for unknown: a TimeSpan? can be torn

    public bool IsHealthy => isHealthy;

    /// <summary>Whether it was ever good.</summary>
    public bool HasServed => hasServed;

    /// <summary>The median of the last five round trips; null before the first.</summary>
    public TimeSpan? Rtt => Interlocked.Read(ref rtt) is > 0 and var ticks ? new(ticks) : null;

    /// <param name="roundTrip">Null if it would tell more about the handshake than about the way.</param>
    public void Good(TimeSpan? roundTrip)
    {
        goodOnes++;
        // The first one of all is no return: the site has just started.
        if (goodOnes >= GoodOnesToReturn || !hasServed)
            isHealthy = true;
        hasServed = true;
        if (roundTrip is not { } time)
            return;
        if (latest.Count == Remembered)
            latest.Dequeue();
        latest.Enqueue(time);
        Interlocked.Exchange(ref rtt, latest.Order().ElementAt(latest.Count / 2).Ticks);
    }

    public void Bad()
    {
        goodOnes = 0;
        isHealthy = false;
    }
}
