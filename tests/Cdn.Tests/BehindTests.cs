using System.Net.Sockets;

namespace Cdn.Tests;

/// <summary>The edge with a real balancer and a real asset server behind it.</summary>
public sealed class BehindTests
{
    private const string MetricsKey = "a metrics key of this test";

    [Theory]
    [InlineData("")]
    [InlineData("X-Forwarded-For: 10.0.0.{0}")]
    public async Task The_balancer_limits_the_customer_and_not_the_edge(string disguise)
    {
        await using var chain = await Chain.OpenAsync(("Limits__RequestsPerAddress", "10"));
        using var other = From("127.0.0.2", chain.Edge.Client.BaseAddress!);
        var (limited, refused) = (0, 0);
        for (var burst = 0; burst < 5; burst++)
        {
            var flood = await Task.WhenAll(Enumerable.Range(0, 30).Select(number =>
                chain.Edge.AskAsync("/nothing", string.Format(disguise, number), "POST")));
            limited += flood.Count(one => one.Status == 429);
            using var answer = await other.PostAsync("/nothing", content: null);
            refused += answer.StatusCode == HttpStatusCode.TooManyRequests ? 1 : 0;
        }

        Assert.InRange(limited, 30, 150);
        Assert.Equal(0, refused);
    }

    [Fact]
    public async Task Nobody_but_who_has_the_key_sees_metrics()
    {
        await using var chain = await Chain.OpenAsync();
        string[] paths = ["/metrics", "/Metrics", "/metrics/", "/%6detrics", "/static/0/metrics"];
        foreach (var path in paths)
        {
            foreach (var headers in new[] { "", "Authorization: Bearer wrong" })
                Assert.Equal(404, (await chain.Edge.AskAsync(path, headers)).Status);
        }

        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Authorization", $"Bearer {MetricsKey}");
        foreach (var service in
            new[] { chain.Edge.Client.BaseAddress!, chain.Balancer.Address, chain.Assets.Address })
        {
            var metrics = await http.GetStringAsync(new Uri(service, "/metrics"));
            Assert.Contains("dotnet_process_memory_working_set_bytes ", metrics);
        }
    }

    private static HttpClient From(string address, Uri to) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancellation) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
            await socket.ConnectAsync(IPAddress.Loopback, to.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = to,
    };

    private sealed record Chain(ServiceProcess Assets, ServiceProcess Balancer, EdgeProcess Edge)
        : IAsyncDisposable
    {
        public static async Task<Chain> OpenAsync(params (string Name, string Value)[] settings)
        {
            var key = ("METRICS_KEY", MetricsKey);
            var assets = await ServiceProcess.StartAsync("Assets", port: null, key);
            var balancer = await ServiceProcess.StartAsync(
                "LoadBalancer",
                port: null,
                [key, ("services__assets-blue__http__0", assets.Address.ToString()), .. settings]);
            return new(assets, balancer, await EdgeProcess.StartAsync(balancer.Address, key));
        }

        public async ValueTask DisposeAsync()
        {
            await Edge.DisposeAsync();
            await Balancer.DisposeAsync();
            await Assets.DisposeAsync();
        }
    }
}
