using System.Globalization;

namespace Aspire.Hosting;

/// <summary>The two time-outs of an etcd cluster, which follow from its longest round trip.</summary>
/// <param name="Heartbeat">
/// How often the leader is heard of. About the longest round trip: more often only costs.
/// </param>
/// <param name="Election">
/// After how long a silence others ask for votes: at random within one to two of it. At least five
/// heartbeats, or one that is late would end a leader's time; ten where nobody waits for it.
/// </param>
public sealed record EtcdTiming(TimeSpan Heartbeat, TimeSpan Election)
{
    /// <summary>As short as 236 ms from Ireland to Singapore allow: a room is waiting.</summary>
    public static readonly EtcdTiming Stage =
        new(TimeSpan.FromMilliseconds(240), TimeSpan.FromMilliseconds(1_200));

    /// <summary>Twice the round trip, and ten heartbeats: a busy minute elects nobody.</summary>
    public static readonly EtcdTiming Production =
        new(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(5));

    internal string[] Arguments =>
    [
        "--heartbeat-interval", Milliseconds(Heartbeat),
        "--election-timeout", Milliseconds(Election),
    ];

    private static string Milliseconds(TimeSpan time) =>
        time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
}
