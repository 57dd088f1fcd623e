extern alias level1;
extern alias level3;

using System.Net;
using System.Net.Sockets;

namespace Levels.Tests;

/// <summary>However a level's host begins or ends, nothing of it stays behind.</summary>
[Collection("levels")]
public sealed class LifeTests(LevelKeeper levels) : IAsyncLifetime
{
    private const int FirstPort = 21_000;
    private const int ShopPort = FirstPort + 1;

    private static readonly string Level3 = typeof(level3::Projects.AppHost).Assembly.Location;
    private static readonly string Level1 = typeof(level1::Projects.AppHost).Assembly.Location;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    // The ports are needed: what other tests left running ends here.
    public async ValueTask InitializeAsync() => await levels.DisposeAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public async Task A_running_level_ends_without_a_trace(string signal)
    {
        await using var host = HostProcess.Start(Level1, []);
        Assert.True(await host.PrintsAsync("is ready in", StartLimit), host.Output);

        await host.SignalAsync(signal);

        await AssertNothingIsLeftAsync(host);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("KILL")]
    public async Task A_level_of_three_regions_ends_without_a_trace(string signal)
    {
        await using var host = HostProcess.Start(Level3, []);
        Assert.True(await host.PrintsAsync("is ready in", StartLimit), host.Output);

        await host.SignalAsync(signal);

        await AssertNothingIsLeftAsync(host, 23_000);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("KILL")]
    public async Task A_frozen_database_ends_with_its_level(string signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "its processes are found in /proc");
        await using var host = HostProcess.Start(Level1, []);
        Assert.True(await host.PrintsAsync("is ready in", StartLimit), host.Output);
        using var http = new HttpClient();
        using var pause = new HttpRequestMessage(
            HttpMethod.Post, $"http://localhost:{FirstPort}/api/resources/database/pause");
        pause.Headers.Add("X-Control-Room", "1");
        (await http.SendAsync(pause)).EnsureSuccessStatusCode();
        var frozen = host.AtHome();
        Assert.NotEmpty(frozen);

        await host.SignalAsync(signal);

        await AssertNothingIsLeftAsync(host);
        Assert.True(await Eventually.TrueAsync(() => !frozen.Any(Directory.Exists), Soon));
    }

    [Theory]
    [InlineData("INT", 200)]
    [InlineData("INT", 900)]
    [InlineData("INT", 1_800)]
    [InlineData("KILL", 600)]
    [InlineData("KILL", 1_500)]
    public async Task A_level_that_is_still_starting_ends_without_a_trace(string signal, int milliseconds)
    {
        await using var host = HostProcess.Start(Level1, []);
        await Task.Delay(milliseconds); // The moment itself is what is tested.

        await host.SignalAsync(signal);

        await AssertNothingIsLeftAsync(host);
    }

    [Fact]
    public async Task A_demo_that_is_interrupted_ends_without_a_trace()
    {
        await using var host = HostProcess.Start(Level1, ["demo", "outage"]);
        Assert.True(await host.PrintsAsync("kill backend", StartLimit), host.Output);

        await host.SignalAsync("INT");

        await AssertNothingIsLeftAsync(host);
    }

    [Fact]
    public async Task A_taken_port_is_named_in_one_line()
    {
        using var squatter = new TcpListener(IPAddress.Loopback, ShopPort);
        squatter.Start();

        await using var host = HostProcess.Start(Level1, []);

        Assert.True(await host.EndsAsync(StartLimit), host.Output);
        Assert.NotEqual(0, host.ExitCode);
        Assert.Contains($"{ShopPort}", host.Output);
        Assert.DoesNotContain("   at ", host.Output);
        squatter.Stop();
        await AssertNothingIsLeftAsync(host);
    }

    [Fact]
    public async Task A_full_temporary_directory_is_said_in_one_line()
    {
        var environment = new Dictionary<string, string> { ["TMPDIR"] = "/proc/nowhere" };

        await using var host = HostProcess.Start(Level1, [], environment);

        Assert.True(await host.EndsAsync(StartLimit), host.Output);
        Assert.NotEqual(0, host.ExitCode);
        Assert.Contains("TMPDIR", host.Output);
        Assert.DoesNotContain("   at ", host.Output);
    }

    [Fact]
    public async Task An_unknown_demo_is_answered_with_those_that_exist()
    {
        await using var host = HostProcess.Start(Level1, ["demo", "nonsense"]);

        Assert.True(await host.EndsAsync(StartLimit), host.Output);
        Assert.Equal(2, host.ExitCode);
        Assert.Contains("distance", host.Output);
    }

    private static async Task AssertNothingIsLeftAsync(HostProcess host, int firstPort = FirstPort)
    {
        Assert.True(await host.EndsAsync(Soon), host.Output);
        var gone = await Eventually.TrueAsync(
            () => HostProcess.Listening(firstPort, firstPort + 1_000).Count == 0
                && !Directory.Exists(host.Directory),
            Soon);
        var left = HostProcess.Listening(firstPort, firstPort + 1_000);
        Assert.True(gone, $"ports {string.Join(' ', left)}; {host.Output}");
    }
}
