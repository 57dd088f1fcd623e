namespace Shop.Data;

/// <summary>The way to the database; what a request spends there is in its Server-Timing.</summary>
internal sealed class Database(
    Reading reading,
    Writing writing,
    Seen seen,
    ServerTiming timing,
    IHttpContextAccessor request)
{
    /// <summary>Asks the nearest copy that knows what this customer has seen.</summary>
    /// <remarks>
    /// No cancellation when a client leaves: commands take milliseconds, and cancelling one would
    /// cost its connection.
    /// </remarks>
    public async Task<T> AskAsync<T>(Func<NpgsqlConnection, Task<T>> question)
    {
        using var measured = timing.MeasureDatabase();
        var (answer, mark) = await reading.AskAsync(seen.Mark, question);
        seen.Note(mark);
        return answer;
    }

    /// <summary>Writes to the leader. See <see cref="Writing.WriteAsync"/>.</summary>
    public async Task<T> WriteAsync<T>(
        string sql,
        object parameters,
        Func<SqlMapper.GridReader, Task<T>> read,
        bool isRepeatable = true,
        bool waitsForCopy = true)
    {
        using var measured = timing.MeasureDatabase();
        var (answer, mark) = await writing.WriteAsync(
            sql,
            parameters,
            read,
            isRepeatable,
            request.HttpContext?.RequestAborted ?? default,
            waitsForCopy);
        seen.Note(mark);
        return answer;
    }
}
