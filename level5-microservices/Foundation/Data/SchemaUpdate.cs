using System.Reflection;

namespace Shop.Data;

/// <summary>
/// Applies the numbered SQL files of Migrations, each once, before the first request is served.
/// All or nothing, and one instance at a time: the others wait for it and find nothing left to do.
/// Only the leader can be changed; this waits until the nearest copy has heard of it.
/// </summary>
internal sealed partial class SchemaUpdate(
    Reading reading,
    Writing writing,
    Func<NpgsqlConnection, Task> seed,
    string? schema,
    ILogger<SchemaUpdate> logger)
    : IHostedService
{
    private const long Lock = 74_679; // Any number, as long as nobody else locks it.

    // What all services have in their databases, and what this one has.
    private static readonly Assembly[] Sources =
        [Assembly.GetExecutingAssembly(), Assembly.GetEntryAssembly()!];

    private string? reported;
    private bool isUpdated;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Told to stop while it waits, the service starts to an end instead of failing.
        while (!await TryUpdateAsync() && !cancellationToken.IsCancellationRequested)
            await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // The database may be starting too: wait for it. A wrong migration fails the start.
    private async Task<bool> TryUpdateAsync()
    {
        try
        {
            if (await IsUpToDateAsync())
                return true;
            if (!isUpdated)
                await UpdateAsync();
            isUpdated = true;
            return await IsUpToDateAsync();
        }
        catch (NpgsqlException exception) when (DatabaseFailures.IsUnavailable(exception))
        {
            if (reported != exception.Message)
                LogWaiting(reported = exception.Message);
            return false;
        }
    }

    private async Task<bool> IsUpToDateAsync()
    {
        try
        {
            var (applied, _) = await reading.AskAsync(null, connection =>
                connection.QueryAsync<string>("select name from schema_migrations"));
            return !Names().Except(applied).Any();
        }
        catch (PostgresException exception)
            when (exception.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return false; // A new database.
        }
    }

    private async Task UpdateAsync()
    {
        var leader = await writing.FindAsync();
        await using var connection = await leader.Node.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(
            $"""
            set local shop.epoch = {leader.Epoch};
            select pg_advisory_xact_lock(@Lock);
            create schema if not exists {schema ?? "public"};
            create table if not exists schema_migrations (
                name text primary key, applied_at timestamptz not null default now())
            """,
            new { Lock },
            commandTimeout: 60);
        var applied = await connection.QueryAsync<string>("select name from schema_migrations");
        var missing = Names().Except(applied).ToList();
        foreach (var name in missing)
            await ApplyAsync(connection, name);
        if (missing.Contains(Names().First()))
            await seed(connection);
        await transaction.CommitAsync();
    }

    private static IEnumerable<string> Names() =>
        Sources.SelectMany(source => source.GetManifestResourceNames())
            .Where(name => char.IsDigit(name[0]))
            .Order(StringComparer.Ordinal);

    private static async Task ApplyAsync(NpgsqlConnection connection, string name)
    {
        await using var stream = Sources
            .Select(source => source.GetManifestResourceStream(name))
            .First(found => found is not null)!;
        using var reader = new StreamReader(stream!);
        await connection.ExecuteAsync(await reader.ReadToEndAsync(), commandTimeout: 60);
        await connection.ExecuteAsync(
            "insert into schema_migrations (name) values (@name)", new { name });
    }

    [LoggerMessage(LogLevel.Warning, "Waiting for the database: {Reason}")]
    private partial void LogWaiting(string reason);
}
