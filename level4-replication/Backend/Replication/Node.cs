namespace Shop.Replication;

/// <summary>One of the servers that have the whole database, and the way to it from here.</summary>
internal sealed class Node(string site, NpgsqlDataSource source) : IAsyncDisposable
{
    // A server that just failed is asked again after so long, so that few requests wait for it.
    private const int SuspicionMs = 1_000;

    private long suspectUntil;

    /// <summary>The last part of its name: us, eu, ap.</summary>
    public string Site => site;

    public bool IsSuspect => Environment.TickCount64 < Volatile.Read(ref suspectUntil);

    /// <exception cref="NpgsqlException">It can't be reached: nothing was sent.</exception>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellation = default)
    {
        try
        {
            return await source.OpenConnectionAsync(cancellation);
        }
        catch (TimeoutException late)
        {
            throw new NpgsqlException($"{site} doesn't answer.", late);
        }
    }

    public void Suspect() =>
        Volatile.Write(ref suspectUntil, Environment.TickCount64 + SuspicionMs);

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
