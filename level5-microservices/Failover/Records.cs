using System.Text.Json.Serialization;

namespace Shop;

/// <summary>
/// Who leads, as all of etcd's members agree. It is changed by compare-and-swap only, and any change
/// shows that its holder lives. (etcd has leases of its own, which can't be shorter than one and a
/// half of its election time-outs.)
/// </summary>
/// <param name="Epoch">Grows by one each time that somebody takes the lease.</param>
/// <param name="Holder">The node that leads.</param>
/// <param name="Term">Unique for each taking: a process that was restarted is somebody else.</param>
/// <param name="Renewals">Counts up, so that each renewal is a change.</param>
/// <param name="Wishes">What holds from this moment.</param>
/// <param name="Opening">Null until the holder has been promoted and takes writes.</param>
/// <param name="Heir">Not null: the holder has stepped down in favour of this node.</param>
internal sealed record Lease(
    int Epoch,
    string Holder,
    string Term,
    long Renewals,
    Wishes Wishes,
    Opening? Opening = null,
    string? Heir = null);

/// <summary>What whoever runs the shop can choose while it runs.</summary>
/// <param name="Durability">What an acknowledged write survives.</param>
/// <param name="Preset">The name of a <see cref="Timing"/>.</param>
internal sealed record Wishes(Durability Durability, string Preset);

/// <summary>Where a leader's history begins: those who have more of an older one must go back.</summary>
/// <param name="Timeline">The leader's, which its promotion began.</param>
/// <param name="Position">The last byte that is the same for all.</param>
/// <param name="History">Of the timeline, as PostgreSQL keeps it in a file; null for the first.</param>
internal sealed record Opening(int Timeline, long Position, string? History);

/// <summary>What a node says about itself with each exchange.</summary>
/// <param name="Count">Grows: a report that stays the same is a node that is silent.</param>
/// <param name="Timeline">Of its write-ahead log; each promotion begins one.</param>
/// <param name="Position">The last byte of the log that it has safely on disk.</param>
/// <param name="SealedAt">
/// The revision of the lease at whose end it stopped to take anything from any leader: as long as
/// that is the lease's last one, the position is its last word.
/// </param>
internal sealed record Report(string Node, long Count, int Timeline, long Position, long SealedAt)
{
    public bool IsAheadOf(Report other) =>
        (Timeline, Position).CompareTo((other.Timeline, other.Position)) > 0;
}

/// <summary>In how many other regions a write must be before it is acknowledged.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Durability>))]
internal enum Durability
{
    /// <summary>None. Fast, and what had not been sent when the leader died is lost.</summary>
    Async,

    /// <summary>Any one: a majority of three has it.</summary>
    Sync,

    /// <summary>All: any node alone may lead next, but no region may be away.</summary>
    Quorum,

    /// <summary>All, and readers there see it: no region reads stale data.</summary>
    Apply,
}

internal static class DurabilityExtensions
{
    public static int Copies(this Durability durability) => durability switch
    {
        Durability.Async => 0,
        Durability.Sync => 1,
        _ => 2,
    };

    /// <summary>The same where a cluster has fewer: waiting for two of one would be for ever.</summary>
    public static int CopiesAmong(this Durability durability, int others) =>
        Math.Min(durability.Copies(), others);

    /// <summary>PostgreSQL's synchronous_commit.</summary>
    public static string Commit(this Durability durability) => durability switch
    {
        Durability.Async => "local",
        Durability.Apply => "remote_apply",
        _ => "on",
    };

    /// <summary>PostgreSQL's synchronous_standby_names.</summary>
    public static string Standbys(this Durability durability, IReadOnlyList<string> others) =>
        durability == Durability.Async
            ? ""
            : $"ANY {durability.CopiesAmong(others.Count)} ({string.Join(", ", others.Select(Quoted))})";

    private static string Quoted(string node) => $"\"{node}\"";
}
