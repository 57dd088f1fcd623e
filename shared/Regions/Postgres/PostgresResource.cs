using System.Security.Cryptography;

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
}
