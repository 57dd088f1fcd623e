namespace Toxiproxy.Wires;

/// <summary>
/// Decides when a thread without work looks again at once rather than sleep. While one message at
/// a time goes to and fro, falling asleep and being woken is half of what the proxy adds to its
/// round trip. With more going on, a spinning thread only takes the core of those who send.
/// </summary>
internal sealed class BusyPolling
{
    /// <summary>How long to look at most, and what counts as soon: about three wake-ups.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMicroseconds(50);

    /// <summary>The waits in a row that must have ended soon, each with a single event.</summary>
    public const int Streak = 30;

    private int streak;
    private TimeSpan began;

    public void WaitBegins(TimeSpan now) => began = now;

    public bool MaySpin(TimeSpan now) => streak == Streak && now - began < Patience;

    public void WaitEnded(int events, TimeSpan now) =>
        streak = events == 1 && now - began < Patience ? Math.Min(streak + 1, Streak) : 0;
}
