using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Benchmarks.Proxy;

/// <summary>The processes under test: the servers, and the proxy in front of them.</summary>
internal sealed class Children : IDisposable
{
    private readonly Process servers;
    private readonly Process proxy;
    private readonly HttpClient admin = new(new SocketsHttpHandler { UseProxy = false });

    private Children(Process servers, Process proxy, Uri url)
    {
        this.servers = servers;
        this.proxy = proxy;
        admin.BaseAddress = url;
    }

    public int ProxyId => proxy.Id;

    /// <summary>The ports of the echo: direct, and through the proxy.</summary>
    public (int Direct, int Proxied) Echo { get; private set; }

    /// <summary>The ports of the flood: direct, and through the proxy.</summary>
    public (int Direct, int Proxied) Flood { get; private set; }

    public static async Task<Children> StartAsync()
    {
        var upstream = Start("Benchmarks.dll", "serve");
        var ports = await upstream.StandardOutput.ReadLineAsync();
        var toxiproxy = Start("Toxiproxy.dll", "-host", "127.0.0.1", "-port", "0");
        var line = (await toxiproxy.StandardOutput.ReadLineAsync())!;
        var url = new Uri(line[line.IndexOf("http://", StringComparison.Ordinal)..]);
        var children = new Children(upstream, toxiproxy, url);
        children.Echo = await children.ProxyAsync("echo", int.Parse(ports!.Split(' ')[0]));
        children.Flood = await children.ProxyAsync("flood", int.Parse(ports.Split(' ')[1]));
        return children;
    }

    public async Task SetLatencyAsync(int milliseconds)
    {
        using var removed = await admin.DeleteAsync("/proxies/echo/toxics/latency_downstream");
        if (milliseconds > 0)
        {
            using var added = await admin.PostAsJsonAsync(
                "/proxies/echo/toxics",
                new { type = "latency", attributes = new { latency = milliseconds } });
            added.EnsureSuccessStatusCode();
        }
    }

    public void Dispose()
    {
        admin.Dispose();
        foreach (var child in new[] { proxy, servers })
        {
            child.Kill();
            child.WaitForExit();
            child.Dispose();
        }
    }

    private static Process Start(string dll, params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, dll), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

    private async Task<(int Direct, int Proxied)> ProxyAsync(string name, int port)
    {
        using var response = await admin.PostAsJsonAsync(
            "/proxies", new { name, upstream = $"127.0.0.1:{port}" });
        var created = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (port, int.Parse(created.GetProperty("listen").GetString()!.Split(':')[1]));
    }
}
