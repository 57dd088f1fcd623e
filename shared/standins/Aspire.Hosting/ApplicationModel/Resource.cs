using System.Collections.ObjectModel;

namespace Aspire.Hosting.ApplicationModel;

public abstract class Resource : IResource
{
    /// <param name="name">
    /// 1–64 ASCII letters, digits and hyphens; starts with a letter, has no two hyphens in a row
    /// and none at the end.
    /// </param>
    /// <exception cref="ArgumentException">The name is not such a name.</exception>
    protected Resource(string name)
    {
        ModelName.Validate("Resource", name);
        Name = name;
    }

    public virtual string Name { get; }

    public virtual ResourceAnnotationCollection Annotations { get; } = [];
}

public sealed class ResourceAnnotationCollection : Collection<IResourceAnnotation>;
