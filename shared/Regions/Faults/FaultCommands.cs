namespace Aspire.Hosting;

/// <summary>The same faults as commands on each resource, so that Aspire's dashboard has them.</summary>
internal static class FaultCommands
{
    public static IResourceBuilder<T> WithFaultCommands<T>(this IResourceBuilder<T> builder)
        where T : IResource =>
        builder
            .With("kill", "Kill", "Crash", faults => faults.KillAsync)
            .With("pause", "Pause", "Freeze: connections open, no answer", faults => faults.PauseAsync)
            .With("resume", "Resume", "Go on after a pause", faults => faults.ResumeAsync);

    public static IResourceBuilder<T> WithReleaseCommands<T>(this IResourceBuilder<T> builder)
        where T : IResource =>
        builder
            .With("deploy-v1", "Deploy v1", "Restart with release v1", Deploy("v1"))
            .With("deploy-v2", "Deploy v2", "Restart with release v2", Deploy("v2"));

    private static Func<Faults, Func<string, Task>> Deploy(string release) =>
        faults => name => faults.DeployAsync(name, release);

    private static IResourceBuilder<T> With<T>(
        this IResourceBuilder<T> builder,
        string command,
        string title,
        string description,
        Func<Faults, Func<string, Task>> run)
        where T : IResource =>
        builder.WithCommand(
            command,
            title,
            async context =>
            {
                await run(context.Services.GetRequiredService<Faults>())(builder.Resource.Name);
                return CommandResults.Success();
            },
            new CommandOptions { Description = description });
}
