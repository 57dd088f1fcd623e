namespace Aspire.Hosting.ApplicationModel;

/// <param name="type">"Reference", "WaitFor", "Parent" or any other word.</param>
public sealed class ResourceRelationshipAnnotation(IResource resource, string type)
    : IResourceAnnotation
{
    public IResource Resource { get; } = resource;

    public string Type { get; } = type;
}

internal static class KnownRelationshipTypes
{
    internal const string Reference = "Reference";
    internal const string WaitFor = "WaitFor";
    internal const string Parent = "Parent";
}
