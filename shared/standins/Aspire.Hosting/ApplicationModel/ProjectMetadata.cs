namespace Aspire.Hosting
{
    /// <summary>The build generates one such class per project that an AppHost starts.</summary>
    public interface IProjectMetadata : IResourceAnnotation
    {
        /// <summary>The absolute path of the project file.</summary>
        string ProjectPath { get; }
    }

    /// <summary>A resource that others find as <c>http://name</c>.</summary>
    public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;
}

namespace Aspire.Hosting.ApplicationModel
{
    public static class ProjectResourceExtensions
    {
        /// <exception cref="InvalidOperationException">The resource names no project.</exception>
        public static IProjectMetadata GetProjectMetadata(this ProjectResource projectResource) =>
            projectResource.Annotations.OfType<IProjectMetadata>().Single();

        public static IEnumerable<ProjectResource> GetProjectResources(
            this DistributedApplicationModel model) =>
            model.Resources.OfType<ProjectResource>();
    }
}
