using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Execution;

/// <summary>Settles the ports. A process listens where others connect, without a proxy.</summary>
internal static class EndpointAllocator
{
    internal static void Allocate(IEnumerable<IResource> resources)
    {
        var endpoints = resources.SelectMany(r => r.Annotations.OfType<EndpointAnnotation>())
            .Where(e => e.AllocatedEndpoint is null)
            .ToList();
        foreach (var endpoint in endpoints)
        {
            var port = endpoint.TargetPort ?? endpoint.Port ?? FreePort(endpoint.Protocol);
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, endpoint.TargetHost, port);
        }
    }

    // The system hands out ports in turn, so the same one does not come again soon.
    private static int FreePort(ProtocolType protocol)
    {
        var type = protocol == ProtocolType.Udp ? SocketType.Dgram : SocketType.Stream;
        using var socket = new Socket(AddressFamily.InterNetwork, type, protocol);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
