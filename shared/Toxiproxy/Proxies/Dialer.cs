using System.Net;
using System.Net.Sockets;
using Toxiproxy.Wires;

namespace Toxiproxy.Proxies;

/// <summary>Connects to upstream servers.</summary>
internal sealed class Dialer(WireFactory wires)
{
    /// <summary>A server that does not answer must not keep its clients for ever.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A wire to "host:port", or null if the server cannot be reached in time.</summary>
    public async Task<Wire?> ConnectAsync(string upstream, long number)
    {
        if (!Address.TryParse(upstream, out var address))
        {
            return null;
        }

        using var limit = new CancellationTokenSource(Patience);
        try
        {
            foreach (var server in await address.ResolveAsync(limit.Token))
            {
                if (await wires.ConnectAsync(server, number, limit.Token) is { } wire)
                {
                    return wire;
                }
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // The name is unknown, or was not resolved in time.
        }

        return null;
    }
}
