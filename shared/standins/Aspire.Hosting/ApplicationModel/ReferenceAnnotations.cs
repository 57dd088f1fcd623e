namespace Aspire.Hosting.ApplicationModel;

/// <summary>Which endpoints of another resource this one uses.</summary>
public sealed class EndpointReferenceAnnotation(IResourceWithEndpoints resource)
    : IResourceAnnotation
{
    public IResourceWithEndpoints Resource { get; } = resource;

    public bool UseAllEndpoints { get; set; }

    public ISet<string> EndpointNames { get; } =
        new HashSet<string>(StringComparer.OrdinalIgnoreCase);
}

/// <summary>Which variables a reference sets.</summary>
[Flags]
public enum ReferenceEnvironmentInjectionFlags
{
    None = 0,
    ConnectionString = 1 << 0,
    ConnectionProperties = 1 << 1,
    ServiceDiscovery = 1 << 2,
    Endpoints = 1 << 3,
    All = ConnectionString | ConnectionProperties | ServiceDiscovery | Endpoints,
}

public sealed class ReferenceEnvironmentInjectionAnnotation(
    ReferenceEnvironmentInjectionFlags flags)
    : IResourceAnnotation
{
    public ReferenceEnvironmentInjectionFlags Flags { get; } = flags;
}

/// <summary>A program that must be on PATH, and where to get it.</summary>
internal sealed record RequiredCommandAnnotation(string Command, string? HelpLink)
    : IResourceAnnotation;
