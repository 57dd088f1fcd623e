using System.Diagnostics;

namespace Shop.Verdicts;

/// <summary>
/// One access of one key by one client. It took effect, if at all, at one moment between
/// <see cref="Start"/> and <see cref="End"/>. Times are offsets on one monotonic clock.
/// </summary>
[DebuggerDisplay("{ToString()}")]
public sealed record Operation
{
    /// <summary>One client is one session.</summary>
    public required string Client { get; init; }

    public required string Key { get; init; }

    public Kind Kind { get; init; }

    /// <summary>
    /// What was written, appended, or read; null if a read found nothing. Where versions are
    /// compared, a greater value is a newer one, and no value is written twice to a key.
    /// </summary>
    public long? Value { get; init; }

    /// <summary>What a compare-and-swap expected; null expects nothing there.</summary>
    public long? Expected { get; init; }

    /// <summary>The elements that a read of a list saw, oldest first; else null.</summary>
    public IReadOnlyList<long>? List { get; init; }

    /// <summary>When it was sent.</summary>
    public TimeSpan Start { get; init; }

    /// <summary>When its answer was there. Without meaning if the outcome is unknown.</summary>
    public TimeSpan End { get; init; }

    public Outcome Outcome { get; init; }

    /// <summary>Operations of the same number took effect as one transaction.</summary>
    public long? Transaction { get; init; }

    /// <summary>The leader's epoch (term) under which a write was accepted.</summary>
    public long? Epoch { get; init; }

    /// <summary>The server whose state was read or changed: a database, not a proxy.</summary>
    public string? ServedBy { get; init; }

    /// <summary>What stood under the version that was read, if that was looked at, too.</summary>
    public long? Content { get; init; }

    internal bool Ok => Outcome == Outcome.Ok;

    internal bool IsRead => Kind == Kind.Read;

    internal bool IsWrite => Kind != Kind.Read;

    /// <summary>What it read or left behind, as a number to compare; nothing is oldest.</summary>
    internal long Version =>
        (List is { Count: > 0 } list ? list[^1] : Value) ?? long.MinValue;

    /// <summary>It was over before the other began. Equal times count as concurrent.</summary>
    internal bool Before(Operation other) => Outcome != Outcome.Unknown && End < other.Start;

    public override string ToString() => $"{Client} {Say.What(this)}";
}
