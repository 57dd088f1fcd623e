using System.Reflection;

namespace Aspire.Hosting.Execution;

/// <summary>Where the build has put the DLL of a project.</summary>
internal static class BuiltProjects
{
    /// <returns>Null if the project is unknown to the build, or not built.</returns>
    internal static string? FindDll(ProjectResource resource)
    {
        var project = resource.GetProjectMetadata();
        var assemblies = new[] { project.GetType().Assembly, Assembly.GetEntryAssembly() };
        var dll = assemblies
            .SelectMany(a => a?.GetCustomAttributes<AssemblyMetadataAttribute>() ?? [])
            .FirstOrDefault(m => m.Key == project.ProjectPath)?.Value;
        return File.Exists(dll) ? dll : null;
    }

    internal static string NotBuilt(ProjectResource resource) =>
        $"{resource.Name}: the project is not built. "
        + $"Run: dotnet build {resource.GetProjectMetadata().ProjectPath}";
}
