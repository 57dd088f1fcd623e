namespace Aspire.Hosting;

public static class CustomResourceExtensions
{
    public static IResourceBuilder<TResource> WithInitialState<TResource>(
        this IResourceBuilder<TResource> builder,
        CustomResourceSnapshot initialSnapshot)
        where TResource : IResource =>
        builder.WithAnnotation(
            new ResourceSnapshotAnnotation(initialSnapshot),
            ResourceAnnotationMutationBehavior.Replace);
}

public static class RequiredCommandResourceExtensions
{
    /// <param name="command">A program that must be on PATH before the resource starts.</param>
    /// <param name="helpLink">What to do when it is missing.</param>
    public static IResourceBuilder<T> WithRequiredCommand<T>(
        this IResourceBuilder<T> builder,
        string command,
        string? helpLink = null)
        where T : IResource =>
        builder.WithAnnotation(new RequiredCommandAnnotation(command, helpLink));
}
