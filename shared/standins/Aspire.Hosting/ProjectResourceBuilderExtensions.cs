using Aspire.Hosting.Execution;

namespace Aspire.Hosting;

public static class ProjectResourceBuilderExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder,
        string name)
        where TProject : IProjectMetadata, new() =>
        builder.AddProject(name, new TProject());

    /// <param name="projectPath">Absolute, or relative to the AppHost's folder.</param>
    public static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder,
        string name,
        string projectPath) =>
        builder.AddProject(
            name,
            new ProjectPathMetadata(Path.GetFullPath(projectPath, builder.AppHostDirectory)));

    private static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder,
        string name,
        IProjectMetadata metadata) =>
        builder.AddResource(new ProjectResource(name))
            .WithAnnotation(metadata)
            .WithEnvironment(context => ProjectEnvironment.AddTo(context, builder.Environment))
            .WithOtlpExporter();

    private sealed record ProjectPathMetadata(string ProjectPath) : IProjectMetadata;
}
