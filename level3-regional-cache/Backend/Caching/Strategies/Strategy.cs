using Shop.Carts;
using Shop.Catalog;

namespace Shop.Caching;

/// <summary>
/// What happens to the region's cache when something is read or written. An order is always in the
/// database before it is acknowledged: no strategy changes that.
/// </summary>
internal abstract class Strategy
{
    /// <summary>How long a value may stay at most when news of its changes drops it.</summary>
    protected static readonly TimeSpan UntilDropped = TimeSpan.FromMinutes(10);

    public abstract string Name { get; }

    /// <summary>Whether anything is read from the cache at all.</summary>
    public virtual bool Caches => true;

    /// <summary>Whether carts are: only if their writes reach the cache, too.</summary>
    public virtual bool CachesCarts => Caches;

    /// <summary>Whether products are dropped when the database says that they changed.</summary>
    public virtual bool Listens => false;

    /// <summary>Whether what is asked for most is read again before it is missed.</summary>
    public virtual bool Prefetches => false;

    /// <summary>Whether the database may not know yet what was acknowledged.</summary>
    public virtual bool IsBehind => false;

    /// <param name="ttl">As set for the whole region.</param>
    public virtual TimeSpan ProductLife(TimeSpan ttl) => ttl;

    public virtual TimeSpan CartLife(TimeSpan ttl) => ttl;

    /// <summary>After a checkout is in the database.</summary>
    /// <param name="products">Those that were bought, as they are now.</param>
    public virtual Task BoughtAsync(IReadOnlyList<Product> products) => Task.CompletedTask;

    /// <returns>The cart after the change, or null when there is no such product.</returns>
    public virtual Task<Cart?> ChangeAsync(CartWrite write) => write.ToDatabase();
}

/// <param name="Quantity">0 takes the product out.</param>
/// <param name="ToDatabase">Writes it there, in one round trip.</param>
/// <param name="ProductExists">Asks the cache first.</param>
/// <param name="Read">The cart with all its changes, wherever they are.</param>
internal sealed record CartWrite(
    long Customer,
    int Product,
    int Quantity,
    Func<Task<Cart?>> ToDatabase,
    Func<Task<bool>> ProductExists,
    Func<Task<Cart>> Read);
