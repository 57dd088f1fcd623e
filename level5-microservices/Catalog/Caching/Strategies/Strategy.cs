namespace Shop.Caching;

/// <summary>What happens to the region's cache when something is read, or changes.</summary>
internal abstract class Strategy
{
    /// <summary>How long a value may stay at most when news of its changes drops it.</summary>
    protected static readonly TimeSpan UntilDropped = TimeSpan.FromMinutes(10);

    public abstract string Name { get; }

    /// <summary>Whether anything is read from the cache at all.</summary>
    public virtual bool Caches => true;

    /// <summary>Whether products are dropped when the database says that they changed.</summary>
    public virtual bool Listens => false;

    /// <summary>Whether what is asked for most is read again before it is missed.</summary>
    public virtual bool Prefetches => false;

    /// <param name="ttl">As set for the whole region.</param>
    public virtual TimeSpan ProductLife(TimeSpan ttl) => ttl;
}
