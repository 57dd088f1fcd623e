using Toxiproxy.Net;
using Toxiproxy.Net.Toxics;
using Toxiproxy.Tests.Support;

namespace Toxiproxy.Tests;

/// <summary>The .NET client (or its stand-in) against this server.</summary>
public sealed class NetClientTests(ProxyServer server) : IClassFixture<ProxyServer>
{
    private static readonly string Dead = "127.0.0.1:1";

    [Fact]
    public void Proxies_are_added_found_listed_updated_and_deleted()
    {
        using var connection = new Connection("127.0.0.1", server.Port);
        var client = connection.Client();
        var added = client.Add(NewProxy());
        Assert.True(client.All().ContainsKey(added.Name));
        Assert.DoesNotContain(":0", added.Listen, StringComparison.Ordinal);

        added.Enabled = false;
        added.Update();
        Assert.False(client.FindProxy(added.Name).Enabled);
        Assert.True(client.Update(NewProxy(added.Name)).Enabled);

        added.Delete();
        var error = Assert.Throws<ToxiProxiException>(() => client.FindProxy(added.Name));
        Assert.Equal(404, error.Status);
        Assert.Equal("proxy not found", error.Message);
    }

    [Fact]
    public void All_its_toxics_make_the_round_trip()
    {
        using var connection = new Connection("127.0.0.1", server.Port);
        var proxy = connection.Client().Add(NewProxy());
        proxy.Add(new LatencyToxic { Attributes = { Latency = 5, Jitter = 1 }, Toxicity = 0.5 });
        proxy.Add(new BandwidthToxic { Attributes = { Rate = 10 } });
        proxy.Add(
            new TimeoutToxic { Attributes = { Timeout = 20 }, Stream = ToxicDirection.UpStream });
        proxy.Add(new SlowCloseToxic { Attributes = { Delay = 30 }, Name = "closing" });
        proxy.Add(
            new SlicerToxic { Attributes = { AverageSize = 9, SizeVariation = 4, Delay = 7 } });
        proxy.Add(new LimitDataToxic { Attributes = { Bytes = 5_000_000_000 } });

        var all = proxy.GetAllToxics().ToDictionary(toxic => toxic.Name);
        Assert.Equal(6, all.Count);
        Assert.Equal(0.5, all["latency_downstream"].Toxicity);
        Assert.Equal(ToxicDirection.UpStream, all["timeout_upstream"].Stream);
        var slicer = Assert.IsType<SlicerToxic>(all["slicer_downstream"]);
        Assert.Equal((9, 4), (slicer.Attributes.AverageSize, slicer.Attributes.SizeVariation));
        var limit = Assert.IsType<LimitDataToxic>(proxy.GetToxicByName("limit_data_downstream"));
        Assert.Equal(5_000_000_000, limit.Attributes.Bytes);

        var change = new LatencyToxic { Attributes = { Latency = 50 } };
        var changed = proxy.UpdateToxic("latency_downstream", change);
        Assert.Equal(50, changed.Attributes.Latency);
        proxy.RemoveToxic("closing");
        Assert.Throws<ToxiProxiException>(() => proxy.GetToxicByName("closing"));
    }

    [Fact]
    public void A_subclass_brings_a_toxic_that_the_package_lacks()
    {
        using var connection = new Connection("127.0.0.1", server.Port);
        var proxy = connection.Client().Add(NewProxy());
        var added = proxy.Add(new ResetPeer { Attributes = { Timeout = 40 } });
        Assert.Equal("reset_peer_downstream", added.Name);
        Assert.Equal(40, added.Attributes.Timeout);
        Assert.Throws<InvalidOperationException>(() => proxy.GetAllToxics().ToList());
    }

    [Fact]
    public async Task Closing_the_connection_can_reset_the_server()
    {
        await using var own = await ProxyServer.StartAsync();
        using (var connection = new Connection("127.0.0.1", own.Port, true))
        {
            connection.Client().Add(NewProxy("p")).Add(new LatencyToxic());
        }

        using var second = new Connection("127.0.0.1", own.Port);
        Assert.Empty(second.Client().FindProxy("p").GetAllToxics());
    }

    private static Proxy NewProxy(string? name = null) => new()
    {
        Name = name ?? Guid.NewGuid().ToString("N"),
        Listen = "127.0.0.1:0",
        Upstream = Dead,
        Enabled = true,
    };

    private sealed class ResetPeer : ToxicBase
    {
        public override string Type => "reset_peer";

        public Settings Attributes { get; set; } = new();

        internal sealed class Settings
        {
            public int Timeout { get; set; }
        }
    }
}
