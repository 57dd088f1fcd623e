namespace Aspire.Hosting.ApplicationModel;

/// <summary>A child process.</summary>
/// <param name="command">A path, or a name that is looked up on PATH.</param>
/// <param name="workingDirectory">An absolute path.</param>
public class ExecutableResource(string name, string command, string workingDirectory)
    : Resource(name),
      IResourceWithEnvironment,
      IResourceWithArgs,
      IResourceWithEndpoints,
      IResourceWithWaitSupport
{
    public string Command { get; } = command;

    public string WorkingDirectory { get; } = workingDirectory;
}
