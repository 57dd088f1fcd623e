namespace Aspire.Hosting.ApplicationModel;

/// <summary>What must have happened to another resource before this one starts.</summary>
/// <param name="exitCode">Only for <see cref="WaitType.WaitForCompletion"/>.</param>
public sealed class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0)
    : IResourceAnnotation
{
    public IResource Resource { get; } = resource;

    public WaitType WaitType { get; } = waitType;

    /// <summary>Null: <see cref="WaitBehavior.StopOnResourceUnavailable"/>.</summary>
    public WaitBehavior? WaitBehavior { get; init; }

    public int ExitCode { get; } = exitCode;
}

public enum WaitType
{
    WaitUntilHealthy,
    WaitForCompletion,
    WaitUntilStarted,
}

/// <summary>What to do when the other resource fails.</summary>
public enum WaitBehavior
{
    WaitOnResourceUnavailable,
    StopOnResourceUnavailable,
}

/// <summary>The resource is not started with the others, only by command.</summary>
public sealed class ExplicitStartupAnnotation : IResourceAnnotation;
