using System.Runtime.Versioning;

namespace Hosting.Tests;

/// <summary>Where the Aspire CLI is at hand, its dashboard runs along.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class DashboardTests : IDisposable
{
    private const UnixFileMode Executable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("host");

    [Fact]
    public async Task The_services_send_their_telemetry_to_the_dashboard()
    {
        await AddCliAsync("""echo "$@"; sleep 600""");
        var builder = CreateBuilder();
        builder.AddProject<Projects.Hosting_Tests_Web>("web");
        await using var app = builder.Build();

        await app.StartAsync();

        var web = await app.HealthyAsync("web");
        var collector = web.EnvironmentVariables
            .Single(v => v.Name == "OTEL_EXPORTER_OTLP_ENDPOINT").Value;
        await app.ReachesAsync("aspire-dashboard", KnownResourceStates.Running);
        await Eventually.IsTrueAsync(
            () => app.LinesOfAsync("aspire-dashboard").Result is [var line]
                && line.StartsWith("dashboard run --allow-anonymous", StringComparison.Ordinal)
                && line.Contains($"--otlp-grpc-url {collector}", StringComparison.Ordinal),
            "it is started with the collector's address");
    }

    [Fact]
    public async Task A_broken_dashboard_does_not_disturb_the_application()
    {
        await AddCliAsync("exit 1");
        var builder = CreateBuilder();
        builder.AddSleeper("service");
        await using var app = builder.Build();

        await app.StartAsync();
        await app.ReachesAsync("aspire-dashboard", KnownResourceStates.FailedToStart);

        await app.HealthyAsync("service");
        Assert.False(app.Services
            .GetRequiredService<Aspire.Hosting.Execution.Orchestrator>().FirstFailure.IsCompleted);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private IDistributedApplicationBuilder CreateBuilder() => DistributedApplication.CreateBuilder(
        new DistributedApplicationOptions { ProjectDirectory = _folder.FullName });

    private async Task AddCliAsync(string script)
    {
        var tools = _folder.CreateSubdirectory(".tools");
        var cli = Path.Combine(tools.FullName, "aspire");
        await File.WriteAllTextAsync(cli, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(cli, Executable);
    }
}
