using System.Globalization;

namespace Shop.Replication;

/// <summary>A place in the database's log: whoever has got there knows all that is before it.</summary>
/// <param name="Epoch">The leader's who wrote it; positions of different ones don't compare.</param>
/// <param name="Position">In bytes since the log's beginning (PostgreSQL calls it LSN).</param>
internal sealed record Mark(int Epoch, long Position)
{
    /// <summary>How far a server is, in SQL.</summary>
    public const string Here =
        """
        (case when pg_is_in_recovery()
              then pg_last_wal_replay_lsn() else pg_current_wal_flush_lsn() end - '0/0')::bigint
        """;

    public bool IsBeyond(Mark other) =>
        (Epoch, Position).CompareTo((other.Epoch, other.Position)) > 0;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Epoch}-{Position}");

    /// <returns>Null for what no server has written: customers may send anything.</returns>
    public static Mark? Parse(string? text) =>
        text?.Split('-') is [var epoch, var position]
        && int.TryParse(epoch, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
        && long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            ? new(first, second)
            : null;
}
