namespace Hosting.Tests;

public sealed class CommandTests
{
    [Fact]
    public async Task A_resource_stops_and_starts_while_the_others_run()
    {
        using var builder = TestApplication.Create();
        builder.AddSleeper("service");
        builder.AddSleeper("other");
        await using var app = await builder.BuildAsync();
        await app.StartAsync();
        var (first, other) = (app.ProcessIdOf("service"), app.ProcessIdOf("other"));

        Assert.True((await app.ResourceCommands.ExecuteCommandAsync(
            "service", KnownResourceCommands.StopCommand)).Success);
        await app.ReachesAsync("service", KnownResourceStates.Exited);
        Assert.False(Directory.Exists($"/proc/{first}"));

        Assert.True((await app.ResourceCommands.ExecuteCommandAsync(
            "service", KnownResourceCommands.StartCommand)).Success);
        await app.HealthyAsync("service");

        Assert.NotEqual(first, app.ProcessIdOf("service"));
        Assert.Equal(other, app.ProcessIdOf("other"));
    }

    [Fact]
    public async Task A_restart_asks_the_callbacks_again_and_is_ready_again()
    {
        using var builder = TestApplication.Create();
        var (starts, readies) = (0, 0);
        var service = builder.AddShell("service", "echo $START; sleep 600")
            .WithEnvironment("START", () => $"start {++starts}")
            .OnResourceReady((_, _, _) =>
            {
                readies++;
                return Task.CompletedTask;
            });
        await using var app = await builder.BuildAsync();
        await app.StartAsync();
        await Eventually.IsTrueAsync(
            () => app.LinesOfAsync("service").Result is ["start 1"], "it said its first line");

        await app.ResourceCommands.ExecuteCommandAsync(
            service.Resource, KnownResourceCommands.RestartCommand);

        await app.HealthyAsync("service");
        Assert.Equal(2, readies);
        await Eventually.IsTrueAsync(
            () => app.LinesOfAsync("service").Result is ["start 1", "start 2"], "it said both");
    }

    [Fact]
    public async Task A_resource_that_died_can_be_started_again()
    {
        using var builder = TestApplication.Create();
        builder.AddShell("job", "exit 0");
        await using var app = await builder.BuildAsync();
        await app.StartAsync();
        await app.ReachesAsync("job", KnownResourceStates.Finished);
        var first = app.ProcessIdOf("job");

        await app.ResourceCommands.ExecuteCommandAsync("job", KnownResourceCommands.StartCommand);

        await Eventually.IsTrueAsync(
            () => app.ProcessIdOf("job") != first
                && app.StateOf("job") == KnownResourceStates.Finished,
            "it ran a second time");
    }

    [Fact]
    public async Task Commands_know_when_they_make_sense()
    {
        using var builder = TestApplication.Create();
        builder.AddSleeper("service");
        await using var app = await builder.BuildAsync();
        await app.StartAsync();

        var commands = (await app.HealthyAsync("service")).Commands
            .ToDictionary(c => c.Name, c => c.State);

        Assert.Equal(ResourceCommandState.Disabled, commands[KnownResourceCommands.StartCommand]);
        Assert.Equal(ResourceCommandState.Enabled, commands[KnownResourceCommands.StopCommand]);
        Assert.Equal(ResourceCommandState.Enabled, commands[KnownResourceCommands.RestartCommand]);
    }

    [Fact]
    public async Task Own_commands_get_the_services_and_their_failures_become_results()
    {
        using var builder = TestApplication.Create();
        builder.AddSleeper("service")
            .WithCommand("greet", "Greet", context => Task.FromResult(
                CommandResults.Success($"hello {context.ResourceName} "
                    + context.Services.GetRequiredService<DistributedApplicationModel>()
                        .Resources.Count)))
            .WithCommand("fail", "Fail", _ => throw new InvalidOperationException("no"));
        await using var app = await builder.BuildAsync();
        await app.StartAsync();

        Assert.Equal(
            "hello service 1",
            (await app.ResourceCommands.ExecuteCommandAsync("service", "greet")).Message);
        Assert.Equal(
            "no", (await app.ResourceCommands.ExecuteCommandAsync("service", "fail")).Message);
        Assert.False((await app.ResourceCommands.ExecuteCommandAsync("service", "none")).Success);
        Assert.False((await app.ResourceCommands.ExecuteCommandAsync("nobody", "greet")).Success);
    }

    [Fact]
    public async Task A_resource_that_waits_can_be_stopped()
    {
        using var builder = TestApplication.Create();
        var server = builder.AddSleeper("server").HealthyWhen(() => false);
        builder.AddSleeper("client").WaitFor(server);
        await using var app = await builder.BuildAsync();
        var start = app.StartAsync();
        await app.ReachesAsync("client", KnownResourceStates.Waiting);

        await app.ResourceCommands.ExecuteCommandAsync("client", KnownResourceCommands.StopCommand)
            .WaitAsync(TestApplication.Patience);

        await start.WaitAsync(TestApplication.Patience);
        Assert.Equal(KnownResourceStates.NotStarted, app.StateOf("client"));
    }
}
