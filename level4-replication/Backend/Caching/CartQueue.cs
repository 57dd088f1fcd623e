using System.Globalization;
using Shop.Carts;
using StackExchange.Redis;

namespace Shop.Caching;

/// <summary>
/// Changes of carts that are acknowledged but not yet in the database: in the region's Redis, by
/// customer, numbered by time.
/// </summary>
internal sealed class CartQueue(RegionalRedis redis, Cache cache, CacheFigures figures)
{
    private const string Prefix = "behind:";

    private const string Customers = "behind";

    /// <returns>False when it has to be written to the database instead.</returns>
    public async Task<bool> TryAddAsync(long customer, int product, int quantity)
    {
        var until = (DateTimeOffset.UtcNow + RegionalRedis.Patience).ToUnixTimeMilliseconds() * 1_000;
        var (_, added) = await redis.TryAsync(db => db.ScriptEvaluateAsync(
            Scripts.Enqueue, [Key(customer), Customers], [customer, product, quantity, until]));
        var done = added is not null && (int)added == 1;
        if (done)
            figures.Acknowledged.Add();
        return done;
    }

    /// <summary>Oldest first.</summary>
    /// <returns>Null when nobody can tell.</returns>
    public async Task<IReadOnlyList<PendingChange>?> FindAsync(long customer)
    {
        var (_, changes) = await redis.TryAsync(db => db.SortedSetRangeByRankAsync(Key(customer)));
        return changes?.Select(change => Parse(change!)).ToList();
    }

    /// <summary>The customers with changes.</summary>
    public async Task<IReadOnlyList<long>> CustomersAsync()
    {
        var (_, customers) = await redis.TryAsync(db => db.SetMembersAsync(Customers));
        return [.. (customers ?? []).Select(customer => (long)customer)];
    }

    /// <summary>Changes in the whole region.</summary>
    public async Task<long> CountAsync()
    {
        var (_, count) = await redis.TryAsync(db => db.ScriptEvaluateAsync(
            Scripts.CountPending, [Customers], [Prefix]));
        return count is null ? 0 : (long)count;
    }

    /// <summary>Writes a customer's changes to the database, in one round trip.</summary>
    /// <remarks>
    /// Several may do it at once, and one may die in the middle: the database takes changes only
    /// in the order of their numbers, and whatever isn't settled here is written again.
    /// </remarks>
    /// <returns>False when nobody can tell what they are.</returns>
    public async Task<bool> FlushAsync(long customer, CartStore carts)
    {
        var changes = await FindAsync(customer);
        if (changes is null or [])
            return changes is not null;
        var last = changes[^1].Number;
        var (refused, cart) = await carts.ApplyAsync(customer, changes);
        // Before they are settled: there must be no moment at which a reader finds them nowhere.
        if (!await cache.PutAsync(CacheKeys.Cart(customer), cart, last, TimeSpan.FromMinutes(1)))
            await cache.DropAsync(CacheKeys.Cart(customer), last);
        var (_, settled) = await redis.TryAsync(db => db.ScriptEvaluateAsync(
            Scripts.Settle, [Key(customer), Customers], [customer, last]));
        var count = settled is null ? 0 : (long)settled;
        refused = Math.Min(refused, count);
        figures.Refused.Add(refused);
        figures.Flushed.Add(count - refused);
        return true;
    }

    private static string Key(long customer) => string.Create(
        CultureInfo.InvariantCulture, $"{Prefix}{customer}");

    private static PendingChange Parse(string change)
    {
        var parts = change.Split(':');
        return new(
            long.Parse(parts[0], CultureInfo.InvariantCulture),
            int.Parse(parts[1], CultureInfo.InvariantCulture),
            int.Parse(parts[2], CultureInfo.InvariantCulture));
    }
}

/// <param name="Number">Microseconds since 1970: what is newer has a larger one.</param>
/// <param name="Quantity">0: the product is taken out.</param>
internal sealed record PendingChange(long Number, int Product, int Quantity);
