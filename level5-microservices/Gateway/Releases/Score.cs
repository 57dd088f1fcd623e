using System.Diagnostics;

namespace Shop.Releases;

/// <summary>
/// What one slot's answers were like since the start. Counting is all that happens per request:
/// latencies fall into buckets, eight to each doubling, so a percentile is right within 9 %.
/// </summary>
internal sealed class Score
{
    private const int PerDoubling = 8;
    private const int Buckets = 20 * PerDoubling;
    private const double SmallestMs = 0.125;

    private readonly long[] buckets = new long[Buckets];
    private long failed;
    private long lastAnswer;

    /// <summary>Whether anything was answered in the last while, if only to others.</summary>
    public bool HasAnsweredWithin(TimeSpan time) =>
        lastAnswer != 0 && Stopwatch.GetElapsedTime(Volatile.Read(ref lastAnswer)) < time;

    /// <summary>Notes that an answer came, whatever it was.</summary>
    public void Answered() => Volatile.Write(ref lastAnswer, Stopwatch.GetTimestamp());

    public void Add(TimeSpan latency, bool isFailure)
    {
        var doublings = Math.Log2(Math.Max(latency.TotalMilliseconds, SmallestMs) / SmallestMs);
        var bucket = Math.Min((int)(doublings * PerDoubling), Buckets - 1);
        Interlocked.Increment(ref buckets[bucket]);
        if (isFailure)
            Interlocked.Increment(ref failed);
    }

    public Tally Read() => new([.. buckets], Volatile.Read(ref failed));

    /// <summary>The upper edge of a bucket in milliseconds.</summary>
    internal static double UpTo(int bucket) =>
        SmallestMs * Math.Pow(2, (bucket + 1.0) / PerDoubling);
}

/// <summary>A score at one moment, or the difference of two.</summary>
internal sealed record Tally(long[] Buckets, long Failed)
{
    public long Count => Buckets.Sum();

    public double FailedShare => Count == 0 ? 0 : (double)Failed / Count;

    /// <summary>In milliseconds; 0 when there were no answers.</summary>
    public double P95Ms
    {
        get
        {
            var left = (long)Math.Ceiling(0.95 * Count);
            for (var bucket = 0; left > 0; bucket++)
            {
                left -= Buckets[bucket];
                if (left <= 0)
                    return Score.UpTo(bucket);
            }
            return 0;
        }
    }

    public Tally Since(Tally earlier) =>
        new([.. Buckets.Zip(earlier.Buckets, (now, then) => now - then)], Failed - earlier.Failed);

    public static Tally Sum(IEnumerable<Tally> tallies) =>
        tallies.Aggregate((one, other) =>
            new([.. one.Buckets.Zip(other.Buckets, (a, b) => a + b)], one.Failed + other.Failed));
}
