using System.Diagnostics;

namespace Shop.Tests;

/// <summary>A relay or a consumer as a process of its own. It may be killed and comes back.</summary>
internal sealed class Worker : IAsyncDisposable
{
    public const string ControlKey = "a key for tests";

    private readonly ProcessStartInfo start;
    private Process process;

    private Worker(string name, params (string Name, string Value)[] environment)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var dll = Path.Combine(
            here.Parent!.Parent!.FullName, "Events.Tests.Worker", here.Name, "Events.Tests.Worker.dll");
        start = new("dotnet", [dll]);
        start.Environment["ASPNETCORE_URLS"] = Address;
        start.Environment["CONTROL_KEY"] = ControlKey;
        start.Environment["INSTANCE"] = name;
        start.Environment["Logging__LogLevel__Default"] = "Error";
        foreach (var (variable, value) in environment)
            start.Environment[variable] = value;
        process = Process.Start(start)!;
    }

    public string Address { get; } = $"http://127.0.0.1:{FreePort.Next()}";

    /// <param name="kept">How long what everybody has had is kept.</param>
    public static Worker Relay(
        string name, string database, RedisServer redis, string kept = "01:00:00") => new(
        $"{name}-us",
        ("RELAY", "made"),
        ("EVENTS_KEPT", kept),
        ("ConnectionStrings__data-us", database),
        ("ConnectionStrings__events", redis.ConnectionString));

    public static Worker Consumer(
        string name,
        string database,
        RedisServer redis,
        string without = "",
        string kept = "01:00:00") => new(
        $"{name}-us",
        ("WITHOUT", without),
        ("EVENTS_KEPT", kept),
        ("ConnectionStrings__data-us", database),
        ("ConnectionStrings__events", redis.ConnectionString));

    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    public void Restart() => process = Process.Start(start)!;

    public ValueTask DisposeAsync()
    {
        Kill();
        return ValueTask.CompletedTask;
    }
}
