namespace Aspire.Hosting;

/// <summary>The same faults as commands on each resource, so that Aspire's dashboard has them.</summary>
internal static class FaultCommands
{
    public static IResourceBuilder<T> WithFaultCommands<T>(this IResourceBuilder<T> builder)
        where T : IResource =>
        builder
            .With("kill", "Kill", "Crash", (faults, name) => faults.KillAsync(name))
            .With("pause", "Pause", "Freeze: connections open, no answer", (faults, name) => faults.PauseAsync(name))
            .With("resume", "Resume", "Go on after a pause", (faults, name) => faults.ResumeAsync(name));

    public static IResourceBuilder<T> WithReleaseCommands<T>(this IResourceBuilder<T> builder)
        where T : IResource =>
        builder
            .With("deploy-v1", "Deploy v1", "Restart with release v1", (faults, name) => faults.DeployAsync(name, "v1"))
            .With("deploy-v2", "Deploy v2", "Restart with release v2", (faults, name) => faults.DeployAsync(name, "v2"));

    private static IResourceBuilder<T> With<T>(
        this IResourceBuilder<T> builder,
        string command,
        string title,
        string description,
        Func<Faults, string, Task> run)
        where T : IResource =>
        builder.WithCommand(
            command,
            title,
            async context =>
            {
                await run(context.Services.GetRequiredService<Faults>(), builder.Resource.Name);
                return CommandResults.Success();
            },
            new CommandOptions { Description = description });
}
