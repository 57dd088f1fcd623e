using System.Diagnostics;

namespace Shop;

/// <summary>The moments of a failover, in order.</summary>
internal enum Moment
{
    /// <summary>The lease ran out, as seen from here.</summary>
    Over,

    /// <summary>Nobody has more, and nothing else speaks against this node.</summary>
    Allowed,

    /// <summary>The lease is this node's.</summary>
    Taken,

    /// <summary>The database takes writes.</summary>
    Opened,

    /// <summary>Everybody who asks etcd can know.</summary>
    Published,
}

/// <summary>How the last failover that this node took part in went, and its last return.</summary>
internal sealed class Story
{
    private readonly Dictionary<Moment, long> moments = [];
    private TimeSpan silence;
    private int epoch;
    private long revision = -1;

    public string? LastRejoin { get; private set; }

    public TimeSpan SinceOver =>
        moments.TryGetValue(Moment.Over, out var at) ? Stopwatch.GetElapsedTime(at) : TimeSpan.Zero;

    /// <summary>Milliseconds; null until this node has led one to its end.</summary>
    public object? Steps
    {
        get
        {
            lock (moments)
            {
                if (!moments.ContainsKey(Moment.Over) || !moments.ContainsKey(Moment.Published))
                    return null;
                return new
                {
                    Epoch = epoch + 1,
                    Detect = silence.TotalMilliseconds,
                    Elect = Between(Moment.Over, Moment.Allowed),
                    Lease = Between(Moment.Allowed, Moment.Taken),
                    Promote = Between(Moment.Taken, Moment.Opened),
                    Route = Between(Moment.Opened, Moment.Published),
                    Ago = Stopwatch.GetElapsedTime(moments[Moment.Published]).TotalMilliseconds,
                };
            }
        }
    }

    /// <summary>A lease has run out; saying so again has no effect until it was renewed.</summary>
    public void Begin(TimeSpan silentFor, int ended, long lastRevision)
    {
        lock (moments)
        {
            if (revision == lastRevision)
                return;
            (epoch, revision, silence) = (ended, lastRevision, silentFor);
            moments.Clear();
            moments[Moment.Over] = Stopwatch.GetTimestamp();
        }
    }

    public void Mark(Moment moment)
    {
        lock (moments)
            moments[moment] = Stopwatch.GetTimestamp();
    }

    public void Rejoined(string way, TimeSpan took) =>
        LastRejoin = $"{way} in {took.TotalSeconds:0.0} s";

    private double Between(Moment one, Moment next) =>
        moments.TryGetValue(one, out var from) && moments.TryGetValue(next, out var to)
            ? Stopwatch.GetElapsedTime(from, to).TotalMilliseconds
            : 0;
}
