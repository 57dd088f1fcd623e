namespace Aspire.Hosting.Execution;

/// <summary>Start, stop and restart, for every process.</summary>
internal static class LifecycleCommands
{
    internal static void AddTo(IResource resource)
    {
        var (start, stop, restart) = (
            KnownResourceCommands.StartCommand,
            KnownResourceCommands.StopCommand,
            KnownResourceCommands.RestartCommand);
        Add(resource, start, "Start", p => p.StartAsync(), WhenStopped);
        Add(resource, stop, "Stop", p => p.StopAsync(), WhenStarted);
        Add(resource, restart, "Restart", p => p.RestartAsync(), WhenRunning);
    }

    private static void Add(
        IResource resource,
        string name,
        string displayName,
        Func<ResourceProcess, Task<ExecuteCommandResult>> execute,
        Func<string?, bool> isEnabled)
    {
        var options = new CommandOptions
        {
            UpdateState = c => isEnabled(c.ResourceSnapshot.State?.Text)
                ? ResourceCommandState.Enabled
                : ResourceCommandState.Disabled,
        };
        resource.Annotations.Add(new ResourceCommandAnnotation(
            name,
            displayName,
            c => execute(c.Services.GetRequiredService<ProcessSupervisor>().Of(resource)),
            options));
    }

    private static bool WhenStopped(string? state) =>
        state is null or nameof(KnownResourceStates.NotStarted)
        || KnownResourceStates.TerminalStates.Contains(state);

    private static bool WhenStarted(string? state) =>
        !WhenStopped(state) && state != KnownResourceStates.Stopping;

    private static bool WhenRunning(string? state) => state == KnownResourceStates.Running;
}
