using System.Net;
using System.Net.Sockets;

namespace Regions.Tests;

public sealed class ProcessesTests
{
    [Fact]
    public void The_process_behind_a_port_is_found()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var found = ListenersAt(((IPEndPoint)listener.LocalEndpoint).Port);

        Assert.Equal([Environment.ProcessId], found);
    }

    [Fact]
    public void Who_listens_at_a_public_address_is_somebody_else()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has more than one address here.");
        using var edge = new TcpListener(IPAddress.Parse("127.0.3.1"), 0);
        edge.Start();
        var port = ((IPEndPoint)edge.LocalEndpoint).Port;

        Assert.Empty(ListenersAt(port));
        Assert.False(Aspire.Hosting.Processes.Listens(port));
    }

    [Fact]
    public void Nobody_is_behind_a_free_port()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        Assert.Empty(ListenersAt(port));
    }

    [Fact]
    public void Children_follow_their_parents()
    {
        const string Processes = "  1 0\n 10 1\n 11 10\n 12 10\n 13 12\n 20 1\n";

        Assert.Equal([10, 11, 12, 13], Aspire.Hosting.Processes.WithChildren([10], Aspire.Hosting.Processes.Children(Processes)));
    }

    private static IEnumerable<int> ListenersAt(int port) => ProcNet.Listeners([port])[port];
}
