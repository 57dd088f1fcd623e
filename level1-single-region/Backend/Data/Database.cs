using System.Data;

namespace Shop.Data;

/// <summary>The way to the database; what a request spends there is in its Server-Timing.</summary>
internal sealed class Database(NpgsqlDataSource source, ServerTiming timing)
{
    /// <remarks>
    /// No cancellation when a client leaves: commands take milliseconds, and cancelling one would
    /// cost its connection.
    /// </remarks>
    public async Task<T> AskAsync<T>(Func<NpgsqlConnection, Task<T>> question)
    {
        using var measured = timing.MeasureDatabase();
        await using var connection = await source.OpenConnectionAsync();
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
