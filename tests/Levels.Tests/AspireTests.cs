extern alias level1;

namespace Levels.Tests;

/// <summary>The same source on Aspire's own packages: built, started, and gone again.</summary>
[Collection("levels")]
public sealed class AspireTests(LevelKeeper levels) : IAsyncLifetime
{
    private const int FirstPort = 21_000;
    private const string Absent = "this package feed has no Aspire";

    private static readonly string Run =
        Path.Combine(Path.GetDirectoryName(level1::Projects.AppHost.ProjectPath)!, "run");

    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(30);

    public async ValueTask InitializeAsync() => await levels.DisposeAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory(Explicit = true)] // It builds a level once more: minutes.
    [InlineData("INT")]
    [InlineData("KILL")]
    public async Task A_level_runs_on_the_packages_that_the_feed_has(string signal)
    {
        await using var host = HostProcess.StartProgram(Run, ["1", "--aspire"]);
        await host.PrintsAsync("is ready in", BuildLimit);
        if (host.Output.Contains(Absent))
        {
            return; // And said so in one line, with what to type instead.
        }

        Assert.Contains("is ready in", host.Output);
        Assert.Contains($"dashboard: http://localhost:{FirstPort + 4}", host.Output);

        await host.SignalAsync(signal);

        Assert.True(
            await Eventually.TrueAsync(
                () => HostProcess.Listening(FirstPort, FirstPort + 1_000).Count == 0, EndLimit),
            "something still listens");
    }
}
