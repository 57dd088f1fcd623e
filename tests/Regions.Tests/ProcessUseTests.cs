using System.Net;
using System.Net.Sockets;

namespace Regions.Tests;

public sealed class ProcessUseTests
{
    [Fact]
    public void Processor_time_is_own_and_inherited_whatever_the_process_is_called()
    {
        const string Stat = "42 (a ) b) S 1 42 42 0 -1 4194560 9 8 7 6 150 50 20 5 20 0 1 0 99";

        Assert.Equal(2.25, ProcessUse.CpuSecondsIn(Stat));
    }

    [Fact]
    public void Memory_is_the_proportional_share()
    {
        const string Rollup = "0000-ffff ---p 00000000 00:00 0 [rollup]\nRss:  90112 kB\nPss:  38912 kB\nPss_Anon: 1 kB\n";

        Assert.Equal(38, ProcessUse.MegabytesIn(Rollup));
    }

    [Fact]
    public async Task Whoever_listens_on_a_port_uses_memory()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var use = await ProcessUse.OfAsync([port]);

        Assert.Equal(OperatingSystem.IsLinux(), use[port].MemoryMb > 1);
    }
}
