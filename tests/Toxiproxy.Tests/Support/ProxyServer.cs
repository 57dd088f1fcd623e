using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Toxiproxy.Tests.Support;

/// <summary>The proxy as a child process, on a free port, as everybody uses it.</summary>
public sealed class ProxyServer : IAsyncLifetime
{
    private readonly string[] arguments;
    private Process? process;

    public ProxyServer()
        : this([])
    {
    }

    private ProxyServer(string[] arguments) => this.arguments = arguments;

    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(60),
    };

    public int Port => Http.BaseAddress!.Port;

    public int ProcessId => process!.Id;

    public static async Task<ProxyServer> StartAsync(params string[] arguments)
    {
        var server = new ProxyServer(arguments);
        await server.InitializeAsync();
        return server;
    }

    public async ValueTask InitializeAsync()
    {
        process = Launch(["-host", "127.0.0.1", "-port", "0", .. arguments]);
        var line = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
        Http.BaseAddress = new Uri(line[line.IndexOf("http://", StringComparison.Ordinal)..]);
    }

    public static Process Launch(params string[] arguments) => Process.Start(
        new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "Toxiproxy.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>Creates a proxy with a name of its own.</summary>
    public async Task<ProxyHandle> ProxyAsync(int upstreamPort)
    {
        var name = Guid.NewGuid().ToString("N");
        var upstream = $"127.0.0.1:{upstreamPort}";
        var created = await PostAsync(
            "/proxies", new { name, listen = "127.0.0.1:0", upstream });
        var listen = created.GetProperty("listen").GetString()!;
        return new ProxyHandle(this, name, int.Parse(listen.Split(':')[1]));
    }

    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var response = await Http.PostAsJsonAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return text is "" ? default : JsonDocument.Parse(text).RootElement;
    }

    public async Task<JsonElement> GetAsync(string path) =>
        JsonDocument.Parse(await Http.GetStringAsync(path)).RootElement;

    public async Task DeleteAsync(string path)
    {
        using var response = await Http.DeleteAsync(path);
        Assert.Equal(204, (int)response.StatusCode);
    }
}

/// <summary>A proxy of the server under test.</summary>
public sealed record ProxyHandle(ProxyServer Server, string Name, int Port)
{
    public string Path => $"/proxies/{Name}";

    public Task AddAsync(string type, object attributes, string stream = "downstream") =>
        Server.PostAsync($"{Path}/toxics", new { type, stream, attributes });

    public Task UpdateAsync(string toxic, object attributes) =>
        Server.PostAsync($"{Path}/toxics/{toxic}", new { attributes });

    public Task RemoveAsync(string toxic) => Server.DeleteAsync($"{Path}/toxics/{toxic}");

    public Task EnableAsync(bool enabled) => Server.PostAsync(Path, new { enabled });

    public Task<Peer> ConnectAsync() => Peer.ConnectAsync(Port);
}
