using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace GeoDns.Tests.Support;

/// <summary>The server as a process of its own, as a level starts it.</summary>
internal sealed class Server : IAsyncDisposable
{
    public const string Key = "a key of this test";

    private readonly Process process;

    private Server(int port, int httpPort, Process process)
    {
        this.process = process;
        Port = port;
        Client = new(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new($"http://127.0.0.1:{httpPort}"),
            Timeout = TimeSpan.FromSeconds(10),
        };
    }

    /// <summary>UDP and TCP.</summary>
    public int Port { get; }

    public HttpClient Client { get; }

    public IPEndPoint EndPoint => new(IPAddress.Loopback, Port);

    public long Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    public bool IsRunning => !process.HasExited;

    /// <param name="zone">Null for the one that it has by default.</param>
    /// <param name="settings">Further environment variables.</param>
    public static async Task<Server> StartAsync(
        ZoneFile? zone = null, params (string Name, string Value)[] settings)
    {
        var (port, httpPort) = (FreePort.Next(), FreePort.Next());
        var program = Path.Combine(AppContext.BaseDirectory, "GeoDns.dll");
        var start = new ProcessStartInfo("dotnet", [program])
        {
            Environment =
            {
                ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{httpPort}",
                ["DNS_PORT"] = $"{port}",
                ["CONTROL_KEY"] = Key,
            },
        };
        if (zone is not null)
            start.Environment["GEODNS"] = JsonSerializer.Serialize(zone, JsonSerializerOptions.Web);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var server = new Server(port, httpPort, Process.Start(start)!);
        await Eventually.IsAsync(server.AnswersAsync, "the server answers");
        return server;
    }

    public Task<Dig> DigAsync(params string[] arguments) => Dig.AskAsync(Port, arguments);

    /// <summary>The addresses that a customer there is told now.</summary>
    public async Task<string[]> AddressesAsync(string subnet) =>
        (await DigAsync("shop.test", "A", subnet)).Answers;

    public async Task<HttpResponseMessage> ControlAsync(
        HttpMethod method, string path, object? body = null, string? key = Key)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("X-Control-Key", key);
        request.Content = body is null ? null : JsonContent.Create(body);
        return await Client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var answer = await Client.GetAsync("/health");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
