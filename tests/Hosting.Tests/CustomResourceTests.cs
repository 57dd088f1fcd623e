using System.Collections.Immutable;

namespace Hosting.Tests;

/// <summary>Resources without a process are driven by those who made them.</summary>
public sealed class CustomResourceTests
{
    [Fact]
    public async Task Its_creator_decides_when_it_runs()
    {
        using var builder = TestApplication.Create();
        var go = new TaskCompletionSource();
        var world = builder.AddResource(new World("world")).OnInitializeResource(
            async (resource, e, ct) =>
            {
                await go.Task.WaitAsync(ct);
                await e.Notifications.PublishUpdateAsync(
                    resource, s => s with { State = KnownResourceStates.Running });
            });
        builder.AddSleeper("service").WaitFor(world);
        await using var app = await builder.BuildAsync();

        var start = app.StartAsync();
        await app.ReachesAsync("service", KnownResourceStates.Waiting);
        go.SetResult();

        await start.WaitAsync(TestApplication.Patience);
        await app.HealthyAsync("world");
        await app.HealthyAsync("service");
    }

    [Fact]
    public async Task A_failure_of_its_creator_fails_those_who_wait()
    {
        using var builder = TestApplication.Create();
        var world = builder.AddResource(new World("world")).OnInitializeResource(
            (_, _, _) => throw new InvalidOperationException("no world"));
        builder.AddSleeper("service").WaitFor(world);
        await using var app = await builder.BuildAsync();

        await app.StartAsync().WaitAsync(TestApplication.Patience);

        Assert.Equal(KnownResourceStates.FailedToStart, app.StateOf("service"));
    }

    [Fact]
    public async Task A_database_shares_the_fate_of_its_server_and_has_a_health_of_its_own()
    {
        using var builder = TestApplication.Create();
        var created = false;
        var server = builder.AddSleeper("server");
        var database = builder.AddResource(new Database("database", server.Resource))
            .HealthyWhen(() => created);
        builder.AddSleeper("client").WaitFor(database);
        await using var app = await builder.BuildAsync();

        var start = app.StartAsync();
        await app.ReachesAsync("database", KnownResourceStates.Running);
        Assert.Equal(KnownResourceStates.Waiting, app.StateOf("client"));
        created = true;
        await start.WaitAsync(TestApplication.Patience);
        await app.HealthyAsync("client");

        await app.ResourceCommands.ExecuteCommandAsync("server", KnownResourceCommands.StopCommand);

        await app.ReachesAsync("database", KnownResourceStates.Exited);
    }

    [Fact]
    public async Task It_shows_what_its_creator_gives_it()
    {
        using var builder = TestApplication.Create();
        var service = builder.AddSleeper("service").WithHttpEndpoint()
            .WithUrlForEndpoint("http", u => u.DisplayText = "The shop")
            .WithUrl("http://example.test/", "Elsewhere");
        builder.AddResource(new World("world"))
            .WithParentRelationship(service)
            .WithInitialState(new CustomResourceSnapshot
            {
                ResourceType = "World",
                Properties = ImmutableArray.Create(new ResourcePropertySnapshot("regions", 3)),
            });
        await using var app = await builder.BuildAsync();

        await app.StartAsync();

        app.ResourceNotifications.TryGetCurrentState("world", out var world);
        Assert.Equal("World", world!.Snapshot.ResourceType);
        Assert.Equal(3, Assert.Single(world.Snapshot.Properties).Value);
        Assert.Contains(
            new RelationshipSnapshot("service", "Parent"), world.Snapshot.Relationships);
        var urls = (await app.HealthyAsync("service")).Urls;
        Assert.Equal(["The shop", "Elsewhere"], urls.Select(u => u.DisplayProperties.DisplayName));
        Assert.Equal(service.GetEndpoint("http").Url, urls[0].Url);
    }

    [Fact]
    public async Task Followers_of_a_log_get_what_was_and_what_comes()
    {
        using var builder = TestApplication.Create();
        var world = builder.AddResource(new World("world"));
        await using var app = await builder.BuildAsync();
        var loggers = app.Services.GetRequiredService<ResourceLoggerService>();
        Add(loggers, world.Resource, "before");

        var seen = new List<string>();
        await foreach (var lines in loggers.WatchAsync("world"))
        {
            seen.AddRange(lines.Select(l => l.Content));
            if (seen.Count == 2)
            {
                break;
            }

            Add(loggers, world.Resource, "after");
        }

        Assert.Equal(["before", "after"], seen);
    }

    private static void Add(ResourceLoggerService loggers, IResource resource, string line) =>
        loggers.Add(resource.Name, line, isError: false);

    private sealed class World(string name) : Resource(name);

    private sealed class Database(string name, ExecutableResource server)
        : Resource(name), IResourceWithParent<ExecutableResource>
    {
        public ExecutableResource Parent => server;
    }
}
