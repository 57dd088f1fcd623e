using System.Data;
using Dapper;
using Npgsql;
using Shop.Verdicts.Adapters;

namespace Shop.Verdicts.Tests.Real;

/// <summary>A client of one server; whatever it does is taken down with true times.</summary>
internal sealed class Client : IAsyncDisposable
{
    internal const string Get = "select value from register where key = @key";

    internal const string Put =
        """
        insert into register (key, value) values (@key, @value)
        on conflict (key) do update set value = excluded.value where register.value < excluded.value
        """;

    private readonly RegisterLog log;
    private readonly string name;
    private readonly Site site;
    private readonly long? epoch;
    private readonly NpgsqlConnection connection;
    private NpgsqlTransaction? transaction;
    private long? unit;

    private Client(RegisterLog log, string name, Site site, long? epoch)
    {
        (this.log, this.name, this.site, this.epoch) = (log, name, site, epoch);
        var options = epoch is null ? "" : $";Options=-c shop.epoch={epoch}";
        connection = new NpgsqlConnection(site.Address + options);
    }

    /// <summary>The server's process that works for it.</summary>
    internal int Process => connection.ProcessID;

    /// <param name="log">Where all clients write.</param>
    /// <param name="name">A client of two servers is two of these with one name.</param>
    /// <param name="site">Whom it asks.</param>
    /// <param name="epoch">In which it believes to live.</param>
    internal static async Task<Client> ConnectAsync(
        RegisterLog log, string name, Site site, long? epoch = null)
    {
        var client = new Client(log, name, site, epoch);
        await client.connection.OpenAsync();
        return client;
    }

    /// <summary>What follows belongs together, in the database, too, if it is isolated.</summary>
    internal async Task BeginAsync(IsolationLevel? isolation = null)
    {
        unit = log.BeginTransaction();
        transaction = isolation is { } level ? await connection.BeginTransactionAsync(level) : null;
    }

    /// <summary>Takes part in what another one has begun.</summary>
    internal void Join(Client other) => unit = other.unit;

    internal async Task EndAsync(Outcome outcome = Outcome.Ok)
    {
        if (transaction is { } open)
        {
            await (outcome == Outcome.Ok ? open.CommitAsync() : open.RollbackAsync());
            await open.DisposeAsync();
        }

        log.EndTransaction(unit!.Value, outcome);
        (transaction, unit) = (null, null);
    }

    internal async Task<long?> ReadAsync(string key, string sql = Get)
    {
        var number = log.BeginRead(name, key, unit);
        var value = await connection.ExecuteScalarAsync<long?>(sql, new { key });
        log.EndRead(number, value, site.Name);
        return value;
    }

    internal Task<Outcome> WriteAsync(
        string key, long value, string sql = Put, long? expected = null) =>
        ChangeAsync(log.BeginWrite(name, key, value, unit), sql, new { key, value, expected });

    internal Task<Outcome> SwapAsync(string key, long? expected, long value, string sql) =>
        ChangeAsync(
            log.BeginSwap(name, key, expected, value), sql, new { key, value, expected });

    /// <summary>Something that is no part of the history.</summary>
    internal Task<T?> AskAsync<T>(string sql) => connection.ExecuteScalarAsync<T>(sql);

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task<Outcome> ChangeAsync(long number, string sql, object parameters)
    {
        var outcome = await TryAsync(sql, parameters);
        log.End(number, outcome, epoch, site.Name);
        return outcome;
    }

    private async Task<Outcome> TryAsync(string sql, object parameters)
    {
        try
        {
            var rows = await connection.ExecuteAsync(sql, parameters);
            return rows > 0 ? Outcome.Ok : Outcome.Failed;
        }
        catch (PostgresException refused)
            when (refused.SqlState == PostgresErrorCodes.ReadOnlySqlTransaction)
        {
            return Outcome.Failed;
        }
        catch (NpgsqlException lost) when (IsDown(lost))
        {
            return Outcome.Unknown;
        }
    }

    // The server says good-bye (class 57P), or it doesn't even get round to it.
    private static bool IsDown(NpgsqlException lost) =>
        lost is not PostgresException answer || answer.SqlState.StartsWith("57P");
}
