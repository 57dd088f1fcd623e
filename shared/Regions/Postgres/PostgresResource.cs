using Npgsql;

namespace Aspire.Hosting;

/// <summary>
/// PostgreSQL as a plain process: fresh for each run, reachable on loopback only, and with a
/// password that nobody knows except those who hold a reference.
/// </summary>
public sealed class PostgresResource : ExecutableResource, IResourceWithConnectionString
{
    internal const string User = "postgres";

    private readonly LinkedPort port;

    internal PostgresResource(
        World world,
        string name,
        string command,
        string database,
        PostgresSeed? seed = null,
        bool isCopy = false)
        : base(name, command, "/")
    {
        port = new LinkedPort(world, this);
        Database = database;
        Seed = seed;
        IsCopy = isCopy;
        Directory = world.DataFolder(name);
        Password = seed?.Password ?? PostgresSeed.NewPassword();
    }

    public string Database { get; }

    /// <summary>What the nodes of a replicated server have in common; null for a server alone.</summary>
    internal PostgresSeed? Seed { get; }

    /// <summary>Whether it waits at its first start for somebody to follow.</summary>
    internal bool IsCopy { get; }

    /// <summary>Where its files are.</summary>
    internal string Directory { get; }

    internal string Password { get; }

    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create(
            $"Host=127.0.0.1;Port={port};Username={User};Password={Password};Database={Database}");

    /// <summary>
    /// Counts the transactions since the server's start, its own as well; a query outside of one is
    /// one. Up to a second late.
    /// </summary>
    /// <exception cref="NpgsqlException">The server is down.</exception>
    public async Task<long> CountTransactionsAsync(CancellationToken cancellation)
    {
        var address = await ConnectionStringExpression.GetValueAsync(cancellation);
        await using var connection = new NpgsqlConnection($"{address};Timeout=2;Command Timeout=2");
        await connection.OpenAsync(cancellation);
        await using var query = new NpgsqlCommand(
            "SELECT sum(xact_commit + xact_rollback)::bigint FROM pg_stat_database", connection);
        return (long)(await query.ExecuteScalarAsync(cancellation))!;
    }
}
