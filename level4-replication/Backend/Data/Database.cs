namespace Shop.Data;

/// <summary>The way to the database; what a request spends there is in its Server-Timing.</summary>
internal sealed class Database(
    NpgsqlDataSource source, ServerTiming timing, CacheFigures figures)
{
    /// <remarks>
    /// No cancellation when a client leaves: commands take milliseconds, and cancelling one would
    /// cost its connection.
    /// </remarks>
    public async Task<T> AskAsync<T>(Func<NpgsqlConnection, Task<T>> question)
    {
        figures.Queries.Add();
        using var measured = timing.MeasureDatabase();
        await using var connection = await source.OpenConnectionAsync();
        return await question(connection);
    }
}
