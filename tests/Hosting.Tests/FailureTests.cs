namespace Hosting.Tests;

public sealed class FailureTests
{
    [Fact]
    public async Task Who_waits_for_the_health_of_a_crashed_resource_is_told_at_once()
    {
        using var builder = TestApplication.Create();
        builder.AddShell("service", "echo oops >&2; exit 4").HealthyWhen(() => false);
        await using var app = await builder.BuildAsync();
        await app.StartAsync();

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(
            () => app.HealthyAsync("service"));

        Assert.Equal("service ended with exit code 4.", failure.Message);
        Assert.Equal(KnownResourceStates.FailedToStart, app.StateOf("service"));
        Assert.Contains("oops", await app.LinesOfAsync("service"));
    }

    [Fact]
    public async Task Dependents_of_a_failed_resource_fail_too()
    {
        using var builder = TestApplication.Create();
        var job = builder.AddShell("job", "exit 1");
        var service = builder.AddSleeper("service").WaitForCompletion(job);
        builder.AddSleeper("client").WaitFor(service);
        await using var app = await builder.BuildAsync();

        await app.StartAsync().WaitAsync(TestApplication.Patience);

        Assert.Equal(KnownResourceStates.FailedToStart, app.StateOf("service"));
        Assert.Equal(KnownResourceStates.FailedToStart, app.StateOf("client"));
    }

    [Fact]
    public async Task A_dying_resource_is_reported_and_the_others_go_on()
    {
        using var builder = TestApplication.Create();
        builder.AddSleeper("service");
        builder.AddSleeper("other");
        await using var app = await builder.BuildAsync();
        await app.StartAsync();
        await Task.WhenAll(app.HealthyAsync("service"), app.HealthyAsync("other"));
        await Task.Delay(TimeSpan.FromSeconds(2.1)); // No longer counts as a start.

        using (var process = System.Diagnostics.Process.GetProcessById(app.ProcessIdOf("service")))
        {
            process.Kill();
        }

        await app.ReachesAsync("service", KnownResourceStates.Exited);
        Assert.True(app.ResourceNotifications.TryGetCurrentState("service", out var dead));
        Assert.Equal(128 + 9, dead.Snapshot.ExitCode);
        Assert.Equal(KnownResourceStates.Running, app.StateOf("other"));
    }

    [Fact]
    public async Task A_resource_that_ends_with_0_is_finished()
    {
        using var builder = TestApplication.Create();
        builder.AddShell("job", "echo done");
        await using var app = await builder.BuildAsync();

        await app.StartAsync();

        await app.ReachesAsync("job", KnownResourceStates.Finished);
        Assert.Equal(["done"], await app.LinesOfAsync("job"));
    }

    [Fact]
    public async Task A_callback_that_throws_fails_its_resource_only()
    {
        using var builder = TestApplication.Create();
        builder.AddSleeper("service").WithEnvironment(
            "VALUE", () => throw new InvalidOperationException("no value today"));
        builder.AddSleeper("other");
        await using var app = await builder.BuildAsync();

        await app.StartAsync();

        Assert.Equal(KnownResourceStates.FailedToStart, app.StateOf("service"));
        await app.HealthyAsync("other");
    }

    [Fact]
    public async Task Only_the_last_200_lines_are_kept()
    {
        using var builder = TestApplication.Create();
        builder.AddShell("chatty", "i=1; while [ $i -le 500 ]; do echo $i; i=$((i+1)); done");
        await using var app = await builder.BuildAsync();

        await app.StartAsync();
        await app.ReachesAsync("chatty", KnownResourceStates.Finished);

        var lines = await app.LinesOfAsync("chatty");
        Assert.Equal(200, lines.Count);
        Assert.Equal("500", lines[^1]);
    }

    [Fact]
    public void Two_resources_of_one_name_are_refused()
    {
        using var builder = TestApplication.Create();
        builder.AddSleeper("service");

        Assert.Throws<DistributedApplicationException>(() => builder.AddSleeper("Service"));
    }
}
