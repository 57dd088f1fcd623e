using System.Collections.Concurrent;

namespace Hosting.Tests;

/// <summary>What starts when.</summary>
public sealed class OrderTests
{
    [Fact]
    public async Task Independent_resources_start_at_once()
    {
        using var builder = TestApplication.Create();
        builder.AddSleeper("one").HealthyWhen(() => false);
        builder.AddSleeper("two");
        await using var app = await builder.BuildAsync();

        await app.StartAsync().WaitAsync(TestApplication.Patience);

        Assert.Equal(KnownResourceStates.Running, app.StateOf("one"));
        Assert.Equal(KnownResourceStates.Running, app.StateOf("two"));
    }

    [Fact]
    public async Task A_resource_waits_until_the_other_is_healthy_and_its_handlers_have_run()
    {
        using var builder = TestApplication.Create();
        var healthy = false;
        var handled = false;
        var server = builder.AddSleeper("server").HealthyWhen(() => healthy)
            .OnResourceReady(async (_, _, ct) =>
            {
                await Task.Delay(50, ct);
                handled = true;
            });
        builder.AddSleeper("client").WaitFor(server).OnBeforeResourceStarted((_, _, _) =>
        {
            Assert.True(handled);
            return Task.CompletedTask;
        });
        await using var app = await builder.BuildAsync();

        var start = app.StartAsync();
        await app.ReachesAsync("client", KnownResourceStates.Waiting);
        Assert.Equal(KnownResourceStates.Running, app.StateOf("server"));
        healthy = true;

        await start.WaitAsync(TestApplication.Patience);
        await app.HealthyAsync("client");
    }

    [Fact]
    public async Task A_resource_waits_for_the_completion_of_a_job()
    {
        using var builder = TestApplication.Create();
        var job = builder.AddShell("job", "sleep 0.2; exit 7");
        builder.AddSleeper("service").WaitForCompletion(job, exitCode: 7);
        await using var app = await builder.BuildAsync();

        await app.StartAsync().WaitAsync(TestApplication.Patience);

        await app.HealthyAsync("service");
        Assert.True(app.ResourceNotifications.TryGetCurrentState("job", out var ended));
        Assert.Equal(7, ended.Snapshot.ExitCode);
    }

    [Fact]
    public async Task A_resource_does_not_wait_for_the_health_of_one_that_only_has_to_start()
    {
        using var builder = TestApplication.Create();
        var server = builder.AddSleeper("server").HealthyWhen(() => false);
        builder.AddSleeper("client").WaitForStart(server);
        await using var app = await builder.BuildAsync();

        await app.StartAsync().WaitAsync(TestApplication.Patience);

        await app.HealthyAsync("client");
    }

    [Fact]
    public async Task A_resource_with_explicit_start_and_those_that_wait_for_it_start_by_command()
    {
        using var builder = TestApplication.Create();
        var standby = builder.AddSleeper("standby").WithExplicitStart();
        builder.AddSleeper("client").WaitFor(standby);
        await using var app = await builder.BuildAsync();

        await app.StartAsync().WaitAsync(TestApplication.Patience);
        Assert.Equal(KnownResourceStates.NotStarted, app.StateOf("standby"));
        await app.ResourceCommands.ExecuteCommandAsync(
            "standby", KnownResourceCommands.StartCommand);

        await app.HealthyAsync("standby");
        await app.HealthyAsync("client");
    }

    [Fact]
    public async Task Events_come_in_the_order_of_the_real_host()
    {
        using var builder = TestApplication.Create();
        var seen = new ConcurrentQueue<string>();
        Task Saw(string what)
        {
            seen.Enqueue(what);
            return Task.CompletedTask;
        }

        builder.Eventing.Subscribe<BeforeStartEvent>((_, _) => Saw("before start"));
        builder.Eventing.Subscribe<AfterResourcesCreatedEvent>((_, _) => Saw("created"));
        builder.AddSleeper("service").WithHttpEndpoint()
            .OnInitializeResource((_, _, _) => Saw("initialize"))
            .OnResourceEndpointsAllocated((_, _, _) => Saw("endpoints"))
            .OnBeforeResourceStarted((_, _, _) => Saw("before resource"))
            .OnResourceReady((_, _, _) => Saw("ready"))
            .OnResourceStopped((_, _, _) => Saw("stopped"));
        await using (var app = await builder.BuildAsync())
        {
            await app.StartAsync();
            await app.HealthyAsync("service");
        }

        Assert.Equal(
            ["before start", "initialize", "endpoints", "before resource"], seen.Take(4));
        Assert.Equal(["created", "ready"], seen.Skip(4).Take(2).Order(StringComparer.Ordinal));
        Assert.Equal("stopped", seen.Last());
    }
}
