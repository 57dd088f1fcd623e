namespace Aspire.Hosting.ApplicationModel;

/// <summary>A .NET project; its built DLL is started, without its launch profiles.</summary>
public class ProjectResource(string name)
    : Resource(name),
      IResourceWithEnvironment,
      IResourceWithArgs,
      IResourceWithServiceDiscovery,
      IResourceWithWaitSupport;
