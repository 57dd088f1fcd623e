using System.Data;

namespace Shop.Data;

/// <summary>The way to the database; what a request spends there is in its Server-Timing.</summary>
internal sealed class Database(
    CircuitBreaker circuit, ServerTiming timing, CacheFigures figures)
{
    /// <remarks>
    /// No cancellation when a client leaves: commands take milliseconds, and cancelling one would
    /// cost its connection.
    /// </remarks>
    public async Task<T> AskAsync<T>(Func<NpgsqlConnection, Task<T>> question)
    {
        figures.Queries.Add();
        using var measured = timing.MeasureDatabase();
        await using var connection = await circuit.ConnectAsync();
        try
        {
            return await question(connection);
        }
        catch (PostgresException) when (connection.State == ConnectionState.Open)
        {
            // Npgsql takes a statement for prepared even if it failed the first time (its issue
            // 6391). The next request to use it here would be answered with an error.
            connection.UnprepareAll();
            throw;
        }
    }
}
