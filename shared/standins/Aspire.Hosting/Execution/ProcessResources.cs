namespace Aspire.Hosting.Execution;

internal static class ProcessResources
{
    internal static bool IsProcess(this IResource resource) =>
        resource is ExecutableResource or ProjectResource;

    internal static bool StartsByItself(this IResource resource) =>
        !resource.HasAnnotationOfType<ExplicitStartupAnnotation>();
}
