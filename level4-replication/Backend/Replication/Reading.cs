using System.Diagnostics;

namespace Shop.Replication;

/// <summary>
/// Asks the nearest server that answers, and that has what the customer has already seen. A copy
/// that is behind gets a moment to catch up; then the next server is asked, and that is the leader.
/// </summary>
internal sealed class Reading(Nodes nodes, Leadership leadership, Without without)
{
    // About the longest way to the leader and back: who waits longer could have asked it.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(5);

    /// <param name="mark">What the answer must not be older than; null: anything will do.</param>
    /// <returns>The answer, and how far the server was at least when it gave it.</returns>
    public async Task<(T Answer, Mark? Seen)> AskAsync<T>(
        Mark? mark, Func<NpgsqlConnection, Task<T>> question)
    {
        NpgsqlException? failure = null;
        var leader = leadership.Current;
        foreach (var node in InOrder(leader))
        {
            try
            {
                await using var connection = await node.OpenAsync();
                var isFirst = node == leader?.Node && mark?.Epoch <= leader.Epoch;
                if (mark is { } least && !isFirst && !await ReachesAsync(connection, least))
                    continue;
                var answer = await connection.AskAsync(question);
                // Afterwards: whatever the answer shows is not beyond this.
                return (answer, mark is null ? null : mark with
                {
                    Position = Math.Max(mark.Position, await PositionAsync(connection)),
                });
            }
            catch (NpgsqlException away) when (DatabaseFailures.IsUnavailable(away))
            {
                node.Suspect();
                failure = away;
            }
        }

        throw failure ?? new NpgsqlException("No server that can be reached knows as much.");
    }

    /// <summary>Waits until this region's copy has what is marked, or not much longer.</summary>
    /// <returns>Whether it has.</returns>
    public async Task<bool> CatchUpAsync(Mark mark)
    {
        await using var connection = await nodes.Local.OpenAsync();
        return await ReachesAsync(connection, mark);
    }

    private IEnumerable<Node> InOrder(Leader? leader) =>
        without.LocalReads || leader is null
            ? nodes.Nearest(leader?.Node)
            : nodes.All.OrderBy(node => node != leader.Node);

    private static async Task<bool> ReachesAsync(NpgsqlConnection connection, Mark mark)
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(Glance))
        {
            // The epoch counts, too: an old leader may have gone far on a way of its own.
            var isThere = await connection.ExecuteScalarAsync<bool>(
                $"""
                select exists (select from fencing.epochs where epoch >= @Epoch)
                    and {Mark.Here} >= @Position
                """,
                mark);
            if (isThere || clock.Elapsed > Patience)
                return isThere;
        }
    }

    private static Task<long> PositionAsync(NpgsqlConnection connection) =>
        connection.ExecuteScalarAsync<long>($"select {Mark.Here}");
}
