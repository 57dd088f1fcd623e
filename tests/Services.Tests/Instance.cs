using System.Diagnostics;
using System.Reflection;

namespace Shop.Tests;

/// <summary>A service's process that may die and be started again where it was.</summary>
public sealed class Instance : IAsyncDisposable
{
    private readonly Dictionary<string, string> environment;
    private readonly string dll;
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });
    private Process? process;

    public Instance(string name, IEnumerable<(string Name, string Value)> settings)
    {
        Name = name;
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var level = typeof(Instance).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "level").Value;
        dll = Path.Combine(
            here.Parent!.Parent!.FullName, $"{level}.{name}", here.Name, $"{level}.{name}.dll");
        environment = settings.ToDictionary(one => one.Name, one => one.Value);
        environment["ASPNETCORE_URLS"] = Address;
        environment["REGION"] = "us-east-1";
        environment["INSTANCE"] = Full;
        http.DefaultRequestHeaders.Add("X-Control-Key", environment["CONTROL_KEY"]);
    }

    public string Name { get; }

    public string Full => $"{Name.ToLowerInvariant()}-us";

    public string Address { get; } = $"http://127.0.0.1:{FreePort.Next()}";

    /// <summary>Told to the others before it runs.</summary>
    public void Knows(params IEnumerable<Instance> others)
    {
        foreach (var other in others)
            environment[$"services__{other.Full}__http__0"] = other.Address;
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [dll]);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        process = Process.Start(start)!;
        await Eventually.BecomesTrueAsync(async () =>
        {
            Assert.False(process.HasExited, $"{Name} has ended");
            try
            {
                using var answer = await http.GetAsync($"{Address}/health");
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    public async Task SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, Address + path);
        request.Content = body is null ? null : JsonContent.Create(body);
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    public Task<T?> GetAsync<T>(string path) => http.GetFromJsonAsync<T>(Address + path);

    /// <summary>Lets it die when it gets to a place.</summary>
    public Task ArmAsync(string point) =>
        SendAsync(HttpMethod.Post, "/internal/crash-points", new { name = point });

    public Task DiesAsync() => process!.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(15));

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (process is null)
            return;
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
