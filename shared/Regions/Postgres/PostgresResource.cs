using System.Security.Cryptography;
using Npgsql;

namespace Aspire.Hosting;

/// <summary>
/// PostgreSQL as a plain process: fresh for each run, reachable on loopback only, and with a
/// password that nobody knows except those who hold a reference.
/// </summary>
public sealed class PostgresResource : ExecutableResource, IResourceWithConnectionString
{
    private const string User = "postgres";

    private readonly LinkedPort port;

    internal PostgresResource(World world, string name, string command, string database)
        : base(name, command, "/")
    {
        port = new LinkedPort(world, this);
        Database = database;
    }

    public string Database { get; }

    internal string Password { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

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
