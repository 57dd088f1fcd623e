using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;

namespace LoadBalancer.Tests;

/// <summary>The balancer as a process of its own, as a level starts it.</summary>
internal sealed class Balancer : IAsyncDisposable
{
    public const string Key = "a key of this test";

    private static int last = 15_000;

    private readonly Process process;

    private Balancer(int port, Process process)
    {
        this.process = process;
        Port = port;
        Client = new(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new($"http://127.0.0.1:{port}"),
            Timeout = TimeSpan.FromSeconds(10),
        };
    }

    public int Port { get; }

    public HttpClient Client { get; }

    public int ProcessId => process.Id;

    /// <param name="peers">By name, for example backend-blue.</param>
    /// <param name="settings">Environment variables.</param>
    public static async Task<Balancer> StartAsync(
        IReadOnlyDictionary<string, Backend> peers, params (string Name, string Value)[] settings)
    {
        var port = FreePort();
        var program = Path.Combine(AppContext.BaseDirectory, "level2.LoadBalancer.dll");
        var start = new ProcessStartInfo("dotnet", [program])
        {
            Environment =
            {
                ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}",
                ["REGION"] = "us-east-1",
                ["INSTANCE"] = "balancer",
                ["CONTROL_KEY"] = Key,
            },
            RedirectStandardOutput = true,
        };
        foreach (var (name, peer) in peers)
            start.Environment[$"services__{name}__http__0"] = peer.Address.ToString();
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var started = Process.Start(start)!;
        started.OutputDataReceived += (_, _) => { };
        started.BeginOutputReadLine();
        var balancer = new Balancer(port, started);
        await Eventually.IsAsync(balancer.AnswersAsync, "the balancer answers");
        return balancer;
    }

    public async Task<string> AskAsync(string path = "/api/products") =>
        await Client.GetStringAsync(path);

    /// <summary>What the control API says.</summary>
    public async Task<HttpResponseMessage> ControlAsync(
        HttpMethod method, string path, object? body = null, string? key = Key)
    {
        using var request = new HttpRequestMessage(method, "/balancer/" + path);
        request.Headers.Add("X-Control-Key", key);
        request.Content = body is null ? null : JsonContent.Create(body);
        return await Client.SendAsync(request);
    }

    public void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, process.Id.ToString()]);
        kill.WaitForExit();
    }

    public Task ExitedAsync() => process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    // From a range in which nobody is given a port who asks for any: another test would take it
    // before the balancer does.
    private static int FreePort()
    {
        while (true)
        {
            var port = Interlocked.Increment(ref last);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }
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
