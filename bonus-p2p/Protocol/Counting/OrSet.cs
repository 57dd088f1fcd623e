namespace Shop.Protocol;

/// <summary>
/// A set that may be changed anywhere at once: what is added has a tag of its own, and a removal
/// names the tags that it saw. So an addition that the remover didn't know of survives.
/// </summary>
public sealed class OrSet<T>
{
    private readonly Dictionary<string, T> added = [];
    private readonly HashSet<string> removed = [];

    public IEnumerable<KeyValuePair<string, T>> Items =>
        added.Where(one => !removed.Contains(one.Key));

    /// <param name="tag">Never used for anything else.</param>
    /// <param name="item">What is added.</param>
    public void Add(string tag, T item) => added.TryAdd(tag, item);

    public void Remove(string tag) => removed.Add(tag);

    public void Merge(OrSet<T> other)
    {
        foreach (var (tag, item) in other.added)
        {
            Add(tag, item);
        }

        removed.UnionWith(other.removed);
    }
}
