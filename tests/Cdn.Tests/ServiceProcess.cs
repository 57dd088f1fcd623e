using System.Diagnostics;

namespace Cdn.Tests;

/// <summary>Another service of the level, as a process.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private readonly Process process;
    private bool isGone;

    private ServiceProcess(string project, int port, (string Name, string Value)[] settings)
    {
        var program = Path.Combine(
            AppContext.BaseDirectory, $"../../level3.{project}/debug/level3.{project}.dll");
        Address = new($"http://127.0.0.1:{port}");
        var start = new ProcessStartInfo("dotnet", [program])
        {
            Environment = { ["ASPNETCORE_URLS"] = Address.ToString() },
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        process = Process.Start(start)!;
    }

    public Uri Address { get; }

    /// <param name="project">Assets or LoadBalancer.</param>
    /// <param name="port">Null for any that is free.</param>
    /// <param name="settings">Environment variables.</param>
    public static async Task<ServiceProcess> StartAsync(
        string project, int? port, params (string Name, string Value)[] settings)
    {
        var service = new ServiceProcess(project, port ?? EdgeProcess.FreePort(), settings);
        using var client = new HttpClient { BaseAddress = service.Address };
        try
        {
            await Eventually.IsAsync(() => AnswersAsync(client), $"{project} answers");
            return service;
        }
        catch
        {
            // Nobody else knows of it.
            await service.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (isGone)
            return;
        isGone = true;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync("/health");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
