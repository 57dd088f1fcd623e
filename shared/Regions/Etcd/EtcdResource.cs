namespace Aspire.Hosting;

/// <summary>
/// One member of an etcd cluster, as a plain process. Its connection string is the address of its
/// JSON API, or of the link to it for who asks from another region.
/// </summary>
public sealed class EtcdResource : ExecutableResource, IResourceWithConnectionString
{
    private readonly LinkedPort port;

    internal EtcdResource(World world, string name, string command)
        : base(name, command, "/")
    {
        port = new LinkedPort(world, this);
        Peer = new EtcdPeer($"{name}-peer");
    }

    /// <summary>Where the other members reach this one: the end of their links.</summary>
    public IResource Peer { get; }

    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"http://127.0.0.1:{port}");

    private sealed class EtcdPeer(string name) : Resource(name);
}
