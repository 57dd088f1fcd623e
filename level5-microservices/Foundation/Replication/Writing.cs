using System.Diagnostics;

namespace Shop.Replication;

/// <summary>
/// Writes to whoever leads, in one round trip, and says in which epoch: a server that does not
/// lead in it refuses. While there is no leader a write waits for one, for a bounded time.
/// </summary>
internal sealed class Writing(Leadership leadership)
{
    // Below the balancer's patience, so that it is this service that says what is wrong.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <param name="sql">Its results are read by <paramref name="read"/>, in order.</param>
    /// <param name="isRepeatable">
    /// Whether twice is the same as once. If not, it isn't sent again unless it was refused: it may
    /// have been carried out, and only the answer was lost.
    /// </param>
    /// <param name="gone">
    /// Nobody waits for the answer any more: what was sent goes on, but isn't sent again.
    /// </param>
    /// <param name="waitsForCopy">
    /// Whether it must be on a second disk, an ocean away, before it counts. What something later
    /// decides needs not: it is on the same log, so what comes later brings it along.
    /// </param>
    /// <returns>What was read, and where in the log it all is.</returns>
    public async Task<(T Answer, Mark Written)> WriteAsync<T>(
        string sql,
        object parameters,
        Func<SqlMapper.GridReader, Task<T>> read,
        bool isRepeatable,
        CancellationToken gone = default,
        bool waitsForCopy = true)
    {
        var clock = Stopwatch.StartNew();
        for (var leader = await FindAsync(); ; leader = await NextAsync(leader, clock))
        {
            var attempt = new Attempt(leader, waitsForCopy);
            try
            {
                return await attempt.RunAsync(sql, parameters, read);
            }
            catch (NpgsqlException failure)
                when ((isRepeatable || attempt.LeftNothing(failure))
                    && DatabaseFailures.IsUnavailable(failure)
                    && !gone.IsCancellationRequested
                    && clock.Elapsed < Patience)
            {
                // It is dead, cut off, or doesn't lead any more.
                leader.Doubt();
            }
        }
    }

    /// <exception cref="NpgsqlException">Nobody knows of one.</exception>
    public async Task<Leader> FindAsync() =>
        leadership.Current
        ?? await leadership.AfterAsync(0, Patience)
        ?? throw new NpgsqlException("Nobody knows who leads.");

    private async Task<Leader> NextAsync(Leader failed, Stopwatch clock)
    {
        Leader next;
        do
            next = (await leadership.AfterAsync(failed.Epoch, Pause))!;
        while (next.IsDoubtful && clock.Elapsed < Patience);
        return next;
    }
}
