using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Cdn.Tests;

/// <summary>The edge as a process of its own, as a level starts it.</summary>
internal sealed class EdgeProcess : IAsyncDisposable
{
    public const string Key = "a key of this test";

    private readonly Process process;

    private EdgeProcess(int port, Process process)
    {
        this.process = process;
        Client = new(new SocketsHttpHandler
        {
            UseProxy = false,
            MaxConnectionsPerServer = 600,
            RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        })
        {
            BaseAddress = new($"http://127.0.0.1:{port}"),
            Timeout = TimeSpan.FromSeconds(20),
        };
    }

    public HttpClient Client { get; }

    public static async Task<EdgeProcess> StartAsync(
        Uri origin, params (string Name, string Value)[] settings)
    {
        var port = FreePort();
        var program = Path.Combine(AppContext.BaseDirectory, "level3.Cdn.dll");
        var start = new ProcessStartInfo("dotnet", [program])
        {
            Environment =
            {
                ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}",
                ["REGION"] = "us-east-1",
                ["INSTANCE"] = "edge-us",
                ["CONTROL_KEY"] = Key,
                ["Limits__Connect"] = "00:00:05", // What is still being compiled is late.
                ["services__balancer__http__0"] = origin.ToString(),
            },
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var started = Process.Start(start)!;
        started.OutputDataReceived += (_, _) => { };
        started.BeginOutputReadLine();
        var edge = new EdgeProcess(port, started);
        await Eventually.IsAsync(edge.IsHealthyAsync, "the edge and its balancer answer");
        return edge;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <param name="path">With its query.</param>
    /// <param name="headers">"Name: value;;Other: value".</param>
    /// <param name="method">GET, HEAD, POST, …</param>
    public async Task<Reply> AskAsync(string path, string headers = "", string method = "GET")
    {
        using var request = new HttpRequestMessage(new(method), path);
        foreach (var (name, value) in Headers.Parse(headers))
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await Client.SendAsync(request);
        return new(
            (int)answer.StatusCode,
            await answer.Content.ReadAsStringAsync(),
            answer.Headers.Concat(answer.Content.Headers).ToDictionary(
                header => header.Key,
                header => string.Join(", ", header.Value),
                StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>What the control API says.</summary>
    public async Task<HttpResponseMessage> ControlAsync(
        HttpMethod method, string path, object? body = null, string? key = Key)
    {
        using var request = new HttpRequestMessage(method, "/edge/" + path);
        request.Headers.Add("X-Control-Key", key);
        request.Content = body is null ? null : JsonContent.Create(body);
        return await Client.SendAsync(request);
    }

    public async Task<int> PurgeAsync(object order)
    {
        using var answer = await ControlAsync(HttpMethod.Post, "purge", order);
        var purged = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return purged.GetProperty("addresses").GetInt32();
    }

    public async Task<JsonElement> ReportAsync()
    {
        using var answer = await ControlAsync(HttpMethod.Get, "cache");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task<long> CountAsync(string what) =>
        (await ReportAsync()).GetProperty("counts").GetProperty(what).GetInt64();

    public async Task<bool> IsHealthyAsync()
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

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}

/// <summary>An answer as a customer sees it.</summary>
internal sealed record Reply(int Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public string? this[string name] => Headers.GetValueOrDefault(name);

    /// <summary>hit, miss, stale, revalidated or bypass.</summary>
    public string? Cdn => this["Server-Timing"]?.Split("cdn;desc=").Last();
}
