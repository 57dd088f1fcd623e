namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Starts this resource when the other is healthy and its handlers have run.</summary>
    public static IResourceBuilder<T> WaitFor<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport =>
        builder.WaitFor(dependency, WaitType.WaitUntilHealthy);

    public static IResourceBuilder<T> WaitFor<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<IResource> dependency,
        WaitBehavior waitBehavior)
        where T : IResourceWithWaitSupport =>
        builder.WaitFor(dependency, WaitType.WaitUntilHealthy, waitBehavior);

    /// <summary>Starts this resource when the other runs, healthy or not.</summary>
    public static IResourceBuilder<T> WaitForStart<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport =>
        builder.WaitFor(dependency, WaitType.WaitUntilStarted);

    public static IResourceBuilder<T> WaitForStart<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<IResource> dependency,
        WaitBehavior waitBehavior)
        where T : IResourceWithWaitSupport =>
        builder.WaitFor(dependency, WaitType.WaitUntilStarted, waitBehavior);

    /// <summary>Starts this resource when the other has ended with the exit code.</summary>
    public static IResourceBuilder<T> WaitForCompletion<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<IResource> dependency,
        int exitCode = 0)
        where T : IResourceWithWaitSupport =>
        builder.WaitFor(dependency, WaitType.WaitForCompletion, exitCode: exitCode);

    private static IResourceBuilder<T> WaitFor<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<IResource> dependency,
        WaitType type,
        WaitBehavior? behavior = null,
        int exitCode = 0)
        where T : IResource
    {
        if (ReferenceEquals(builder.Resource, dependency.Resource))
        {
            throw new DistributedApplicationException(
                $"The '{builder.Resource.Name}' resource cannot wait for itself.");
        }

        var wait = new WaitAnnotation(dependency.Resource, type, exitCode)
        {
            WaitBehavior = behavior,
        };
        return builder.WithAnnotation(wait)
            .WithRelationship(dependency.Resource, KnownRelationshipTypes.WaitFor);
    }
}
