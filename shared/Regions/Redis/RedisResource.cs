using System.Security.Cryptography;

namespace Aspire.Hosting;

/// <summary>
/// Redis as a plain process that keeps nothing: empty at each start, reachable on loopback only,
/// and with a password that nobody knows except those who hold a reference.
/// </summary>
public sealed class RedisResource : ExecutableResource, IResourceWithConnectionString
{
    private readonly LinkedPort port;

    internal RedisResource(World world, string name, string command)
        : base(name, command, "/") =>
        port = new LinkedPort(world, this);

    internal string Password { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"127.0.0.1:{port},password={Password}");
}
