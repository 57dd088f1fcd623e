using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Shop.Dns;

namespace Aspire.Hosting;

/// <summary>
/// How shoppers get from the shop's name to one of its sites: they ask the name server as the
/// customers of their region would, and connect by their region's way to the address it names.
/// </summary>
/// <param name="geography">The ways between customers and sites.</param>
/// <param name="port">The name server's.</param>
internal sealed class Names(Geography geography, int port)
{
    private static readonly TimeSpan SettleLimit = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, (Region Region, Resolver Resolver)> resolvers =
        Region.All.ToDictionary(region => region.Name, region => (region, new Resolver(
            new IPEndPoint(IPAddress.Loopback, port),
            Geography.Network(region),
            TimeProvider.System)));

    private readonly ConcurrentDictionary<string, Link> taken = new();

    public Uri Shop => new($"http://{geography.Options.Zone}");

    /// <summary>How long a connection is kept: no longer than the answer that led to it.</summary>
    public TimeSpan Ttl => geography.Options.Ttl;

    /// <summary>What to type to ask the same as a region's customers.</summary>
    public string Dig(Region region) =>
        $"dig @127.0.0.1 -p {port} {geography.Options.Zone} +subnet={Geography.Network(region)}";

    /// <summary>The way that a region's customers took last; null before the first.</summary>
    public Link? Taken(Region region) => taken.GetValueOrDefault(region.Name);

    /// <summary>Connects as a customer of a region does: address after address, until one works.</summary>
    public async ValueTask<Stream> ConnectAsync(
        string region,
        string host,
        int _,
        CancellationToken cancellation)
    {
        var (from, resolver) = resolvers[region];
        SocketException? refused = null;
        foreach (var address in await resolver.ResolveAsync(host, cancellation))
        {
            try
            {
                return await ConnectAsync(from, address, cancellation);
            }
            catch (SocketException failure)
            {
                refused = failure;
            }
        }

        throw refused ?? new SocketException((int)SocketError.HostNotFound);
    }

    /// <summary>
    /// Waits a moment until the name server has seen that all sites serve; then forgets what it
    /// said before.
    /// </summary>
    public async Task SettleAsync(IEnumerable<Region> regions, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(SettleLimit);
        foreach (var region in regions)
        {
            while (!await LeadsHomeAsync(region, limit.Token) && !limit.IsCancellationRequested)
            {
                await Task.Delay(50, limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        cancellation.ThrowIfCancellationRequested();
    }

    private async Task<bool> LeadsHomeAsync(Region region, CancellationToken cancellation)
    {
        var resolver = resolvers[region.Name].Resolver;
        try
        {
            var answer = await resolver.ResolveAsync(geography.Options.Zone, cancellation);
            var way = answer.Count > 0 ? geography.Way(region, answer[0]) : null;
            return way == geography.HomeWay(region);
        }
        catch (Exception unknown) when (unknown is SocketException or OperationCanceledException)
        {
            return false;
        }
        finally
        {
            resolver.Clear();
        }
    }

    private async Task<Stream> ConnectAsync(
        Region from,
        IPAddress address,
        CancellationToken cancellation)
    {
        var way = geography.Way(from, address)
            ?? throw new SocketException((int)SocketError.HostUnreachable);
        taken[from.Name] = way;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, way.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            // Whatever went wrong, nobody else knows of this socket.
            socket.Dispose();
            throw;
        }
    }
}
