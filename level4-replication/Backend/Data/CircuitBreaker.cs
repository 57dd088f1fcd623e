namespace Shop.Data;

/// <summary>
/// Opens connections. While the database is away, one request at a time finds out whether it is
/// back, and all others fail at once. If each tried, the database would find, when it gets up, a
/// queue of connections whose owners have given up, and serve those first, for ever.
/// </summary>
internal sealed class CircuitBreaker(NpgsqlDataSource source)
{
    private bool isOpen;
    private bool isProbing;

    /// <exception cref="NpgsqlException">It can't be reached, or couldn't a moment ago.</exception>
    public async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellation = default)
    {
        var probes = Volatile.Read(ref isOpen);
        if (probes && Interlocked.Exchange(ref isProbing, true))
            throw new NpgsqlException("The database is away, and somebody looks for it already.");
        try
        {
            var connection = await source.OpenConnectionAsync(cancellation);
            Volatile.Write(ref isOpen, false);
            return connection;
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            Volatile.Write(ref isOpen, true);
            throw;
        }
        finally
        {
            if (probes)
                Volatile.Write(ref isProbing, false);
        }
    }
}
