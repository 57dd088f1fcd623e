using System.Globalization;
using System.Net.Sockets;
using Toxiproxy.Net;

namespace Aspire.Hosting;

/// <summary>
/// Every link between regions, each a proxy of one Toxiproxy server. A link is declared while the
/// level is described and opened before anything connects through it.
/// </summary>
public sealed class Wan
{
    private const string ResourceName = "wan";
    private const int AdminPort = 3;
    private const int FirstLinkPort = 100;

    private readonly World world;
    private readonly Dictionary<string, Link> links = [];
    private readonly SemaphoreSlim admin = new(1, 1);
    private Client? client;

    internal Wan(World world) => this.world = world;

    public IReadOnlyList<Link> Links
    {
        get
        {
            lock (links)
            {
                return [.. links.Values];
            }
        }
    }

    internal void AddTo(IDistributedApplicationBuilder builder)
    {
        var port = world.Port(AdminPort);
        builder.AddProject<Projects.Toxiproxy>(ResourceName)
            .WithHttpEndpoint(port: port, isProxied: false)
            .WithHttpHealthCheck("/version")
            .WithArgs("-host", "127.0.0.1", "-port", port.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Returns the link from a region to a service, giving it a port the first time.</summary>
    /// <param name="from">Where it starts.</param>
    /// <param name="to">The service it leads to.</param>
    /// <param name="rtt">Its round trip.</param>
    /// <param name="isCustomers">Whether customers use it, and not other services.</param>
    public Link Declare(Region from, IResource to, TimeSpan rtt, bool isCustomers = false)
    {
        lock (links)
        {
            var real = world.Without == "distance" ? TimeSpan.Zero : rtt;
            var port = world.Port(FirstLinkPort + links.Count);
            var link = new Link(from, to, real, port, isCustomers);
            links.TryAdd(link.Name, link);
            return links[link.Name];
        }
    }

    /// <summary>Opens a declared link; does nothing for one that is open.</summary>
    public Task OpenAsync(Link link, CancellationToken cancellation) =>
        ChangeAsync(
            () =>
            {
                if (link.Proxy is null)
                {
                    link.Create(client!);
                }
            },
            cancellation);

    /// <summary>Opens every link that was declared so far.</summary>
    public async Task OpenAllAsync(CancellationToken cancellation)
    {
        foreach (var link in Links)
        {
            await OpenAsync(link, cancellation);
        }
    }

    /// <summary>What has passed each open link so far.</summary>
    public Task<IReadOnlyDictionary<Link, LinkTraffic>> TrafficAsync(CancellationToken cancellation) =>
        LinkTraffic.ReadAsync(new Uri($"http://127.0.0.1:{world.Port(AdminPort)}"), Links, cancellation);

    /// <summary>Changes links one at a time: the client library is synchronous.</summary>
    internal async Task ChangeAsync(Action change, CancellationToken cancellation)
    {
        await admin.WaitAsync(cancellation);
        try
        {
            client ??= await ConnectAsync(cancellation);
            await Task.Run(change, cancellation);
        }
        finally
        {
            admin.Release();
        }
    }

    private async Task<Client> ConnectAsync(CancellationToken cancellation)
    {
        while (!await AnswersAsync(cancellation))
        {
            await Task.Delay(20, cancellation);
        }

        return new Connection("127.0.0.1", world.Port(AdminPort)).Client();
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        using var probe = new TcpClient();
        try
        {
            await probe.ConnectAsync("127.0.0.1", world.Port(AdminPort), cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
