using System.Diagnostics;

namespace Shop.Replication;

/// <summary>One try to write something at the one who leads, as far as is known.</summary>
/// <param name="waitsForCopy">See <see cref="Writing.WriteAsync"/>.</param>
internal sealed class Attempt(Leader leader, bool waitsForCopy)
{
    private bool wasSent;

    /// <exception cref="NpgsqlException">It failed, or somebody else leads meanwhile.</exception>
    public async Task<(T Answer, Mark Written)> RunAsync<T>(
        string sql, object parameters, Func<SqlMapper.GridReader, Task<T>> read)
    {
        try
        {
            // Not by cancelling: that would ask the old server to stop, and wait for it to answer.
            return await SendAsync(sql, parameters, read).WaitAsync(leader.Over);
        }
        catch (OperationCanceledException over)
        {
            throw new NpgsqlException("Somebody else leads now.", over);
        }
    }

    /// <summary>Whether nothing can have come of it.</summary>
    public bool LeftNothing(NpgsqlException failure) =>
        !wasSent || failure.SqlState == PostgresErrorCodes.ReadOnlySqlTransaction;

    private async Task<(T Answer, Mark Written)> SendAsync<T>(
        string sql, object parameters, Func<SqlMapper.GridReader, Task<T>> read)
    {
        await using var connection = await leader.Node.OpenAsync(leader.Over);
        wasSent = true;
        // Whoever hears of it later, as an event, goes on with the same trace.
        var trace = Activity.Current is { Recorded: true } request ? request.Id : null;
        return await connection.AskAsync(async _ =>
        {
            // All in one go. What was read must be a leader's as well as what was written, so the
            // lease is checked in any case. Only the last line comes after the commit. While a new
            // leader waits for its first copy, those who gave up must not queue.
            await using var results = await connection.QueryMultipleAsync(
                $"""
                begin;
                set local shop.epoch = {leader.Epoch};
                set local lock_timeout = '1s';
                {(waitsForCopy ? "" : "set local synchronous_commit = local;")}
                {(trace is null ? "" : "call note_trace(@trace);")}
                {sql};
                {(leader.IsAlone ? "" : "call fencing.assert_lease();")}
                commit;
                select {Mark.Here}
                """,
                trace is null ? parameters : With(parameters, trace));
            var answer = await read(results);
            return (answer, new Mark(leader.Epoch, await results.ReadSingleAsync<long>()));
        });
    }

    private static DynamicParameters With(object parameters, string trace)
    {
        var all = new DynamicParameters(parameters);
        all.Add("trace", trace);
        return all;
    }
}
