namespace Aspire.Hosting;

/// <summary>Says where a resource is, and where its port is in the level's range.</summary>
/// <param name="Region">The region that the resource dies with.</param>
/// <param name="Port">The loopback port that it listens on.</param>
public sealed record RegionAnnotation(Region Region, int Port) : IResourceAnnotation;

/// <summary>The release that a service runs, and what it ran when the level started.</summary>
public sealed class ReleaseAnnotation(string release) : IResourceAnnotation
{
    public string First { get; } = release;
    public string Current { get; set; } = release;
}

public static class RegionResourceExtensions
{
    /// <summary>Where a resource is, or null for what belongs to no region.</summary>
    public static RegionAnnotation? Place(this IResource resource) =>
        resource.Annotations.OfType<RegionAnnotation>().LastOrDefault();

    public static ReleaseAnnotation? Release(this IResource resource) =>
        resource.Annotations.OfType<ReleaseAnnotation>().LastOrDefault();
}
