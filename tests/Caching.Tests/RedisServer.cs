using System.Diagnostics;
using System.Runtime.InteropServices;
using StackExchange.Redis;

namespace Shop.Tests;

/// <summary>A real Redis that keeps nothing on disk: killed, it forgets.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private const int Hang = 19;
    private const int GoOn = 18;

    private readonly int port = FreePort.Next();
    private readonly string maximumMemory;
    private Process? process;

    public RedisServer(string maximumMemory = "0")
    {
        this.maximumMemory = maximumMemory;
        Start();
    }

    public string ConnectionString => $"127.0.0.1:{port}";

    public void Start() => process = Process.Start(new ProcessStartInfo("redis-server",
    [
        "--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no",
        "--maxmemory", maximumMemory, "--dir", Path.GetTempPath(),
    ])
    { RedirectStandardOutput = true });

    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
    }

    public void Pause() => Assert.Equal(0, Signal(process!.Id, Hang));

    public void Resume() => Assert.Equal(0, Signal(process!.Id, GoOn));

    /// <summary>Another way in than the shop's, for a look at what is there.</summary>
    public Task<ConnectionMultiplexer> ConnectAsync() =>
        ConnectionMultiplexer.ConnectAsync($"{ConnectionString},allowAdmin=true");

    public ValueTask DisposeAsync()
    {
        if (!process!.HasExited)
            Kill();
        process.Dispose();
        return ValueTask.CompletedTask;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}
