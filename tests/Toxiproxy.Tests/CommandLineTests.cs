using System.Diagnostics;
using System.Runtime.InteropServices;
using Toxiproxy.Tests.Support;

namespace Toxiproxy.Tests;

/// <summary>The process: its flags, its exit codes, its end.</summary>
public sealed class CommandLineTests
{
    private const int Terminate = 15;
    private const int Interrupt = 2;

    [Fact]
    public async Task It_tells_its_version() =>
        Assert.Contains("2.12", (await RunAsync("--version")).Output);

    [Theory]
    [InlineData("-nonsense")]
    [InlineData("-port", "many")]
    [InlineData("-seed")]
    public async Task A_wrong_flag_is_explained_with_exit_code_2(params string[] arguments)
    {
        var (code, output) = await RunAsync(arguments);
        Assert.Equal(2, code);
        Assert.Contains("Usage", output);
    }

    [Fact]
    public async Task A_taken_port_is_one_line_and_an_exit_code()
    {
        using var taken = Upstream.Echo();
        var (code, output) = await RunAsync("-host", "127.0.0.1", $"-port={taken.Port}");
        Assert.Equal(1, code);
        Assert.Single(output.Trim().Split('\n'));
    }

    [Theory]
    [InlineData("missing.json", null)]
    [InlineData("wrong.json", "[{}]")]
    [InlineData("broken.json", "[")]
    public async Task A_wrong_configuration_is_one_line_and_an_exit_code(string name, string? text)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File(name, text);
        var (code, output) = await RunAsync("-port", "0", "-config", file);
        Assert.Equal(1, code);
        Assert.Contains(name, Assert.Single(output.Trim().Split('\n')));
    }

    [Fact]
    public async Task The_configuration_creates_its_proxies()
    {
        using var folder = new TemporaryFolder();
        using var upstream = Upstream.Echo();
        var file = folder.File(
            "proxies.json", $$"""[{"name":"a","upstream":"127.0.0.1:{{upstream.Port}}"}]""");
        await using var server = await ProxyServer.StartAsync("-config", file);
        var listen = (await server.GetAsync("/proxies/a")).GetProperty("listen").GetString()!;
        using var client = await Peer.ConnectAsync(int.Parse(listen.Split(':')[1]));
        await client.RoundTripAsync();
    }

    [Theory]
    [InlineData(Terminate)]
    [InlineData(Interrupt)]
    public async Task A_signal_ends_it_with_exit_code_0_even_with_open_connections(int signal)
    {
        using var process = ProxyServer.Launch("-host", "127.0.0.1", "-port", "0");
        await process.StandardOutput.ReadLineAsync();
        var watch = Stopwatch.StartNew();
        Assert.Equal(0, Kill(process.Id, signal));
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Metrics_count_bytes_when_asked_for()
    {
        await using var server = await ProxyServer.StartAsync("-proxy-metrics", "-runtime-metrics");
        using var upstream = Upstream.Echo();
        var proxy = await server.ProxyAsync(upstream.Port);
        using var client = await proxy.ConnectAsync();
        await client.RoundTripAsync();
        var metrics = await server.Http.GetStringAsync("/metrics");
        var labels =
            $"direction=\"upstream\",listener=\"127.0.0.1:{proxy.Port}\","
            + $"proxy=\"{proxy.Name}\",upstream=\"127.0.0.1:{upstream.Port}\"";
        Assert.Contains($"toxiproxy_proxy_received_bytes_total{{{labels}}} 1\n", metrics);
        Assert.Contains("toxiproxy_proxy_sent_bytes_total{direction=\"downstream\"", metrics);
        Assert.Contains("process_resident_memory_bytes ", metrics);
    }

    [Fact]
    public async Task The_same_seed_makes_the_same_connections_toxic()
    {
        var first = await ToxicConnectionsAsync("7");
        Assert.Equal(first, await ToxicConnectionsAsync("7"));
        Assert.NotEqual(first, await ToxicConnectionsAsync("8"));
        Assert.Contains(true, first);
        Assert.Contains(false, first);
    }

    private static async Task<List<bool>> ToxicConnectionsAsync(string seed)
    {
        await using var server = await ProxyServer.StartAsync("-seed", seed);
        using var upstream = Upstream.Echo();
        var created = await server.PostAsync(
            "/proxies", new { name = "chance", upstream = $"127.0.0.1:{upstream.Port}" });
        var port = int.Parse(created.GetProperty("listen").GetString()!.Split(':')[1]);
        await server.PostAsync(
            "/proxies/chance/toxics", new { type = "limit_data", toxicity = 0.5 });
        var toxic = new List<bool>();
        for (var i = 0; i < 30; i++)
        {
            using var client = await Peer.ConnectAsync(port);
            await client.SendAsync(new byte[1]);
            toxic.Add((await client.ReceiveAsync(1)).Length == 0);
        }

        return toxic;
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        using var process = ProxyServer.Launch(arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);

    private sealed class TemporaryFolder : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("toxi");

        /// <summary>Writes a file, or only names it if there is no text.</summary>
        public string File(string name, string? text)
        {
            var path = Path.Combine(folder.FullName, name);
            if (text is not null)
            {
                System.IO.File.WriteAllText(path, text);
            }

            return path;
        }

        public void Dispose() => folder.Delete(recursive: true);
    }
}
