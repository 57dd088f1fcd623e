using Dapper;
using Npgsql;
using Shop.Tests;

namespace Shop.Verdicts.Tests.Real;

/// <summary>A database server under the name by which histories call it.</summary>
internal sealed record Site(string Name, string Address)
{
    internal const string Position = "select pg_current_wal_flush_lsn()::text";
    internal const string Reached = "pg_last_wal_replay_lsn() >= @end::pg_lsn";

    internal async Task RunAsync(string sql, object? parameters = null)
    {
        await using var connection = new NpgsqlConnection(Address);
        await connection.ExecuteAsync(sql, parameters);
    }

    internal async Task<T> AskAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = new NpgsqlConnection(Address);
        return (await connection.ExecuteScalarAsync<T>(sql, parameters))!;
    }

    internal Task UntilAsync(string condition, object? parameters = null) =>
        Eventually.BecomesTrueAsync(() =>
            AskAsync<bool>($"select {condition}", parameters));

    /// <summary>Until it shows all that its leader has written by now.</summary>
    internal async Task CatchUpAsync(Site leader)
    {
        var end = await leader.AskAsync<string>(Position);
        await UntilAsync(Reached, new { end });
    }
}
