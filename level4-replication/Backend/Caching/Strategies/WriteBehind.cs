using Shop.Carts;
using Shop.Catalog;

namespace Shop.Caching;

/// <summary>
/// A cart's change is acknowledged as soon as the region's Redis has it, and reaches the database a
/// moment later: no ocean to wait for. What Redis loses before is lost, although it was
/// acknowledged. With Redis away, a change is in the database at once, and carts can't be bought.
/// </summary>
internal sealed class WriteBehind(CartQueue queue, Cache cache, CacheSettings settings) : Strategy
{
    public override string Name => StrategyNames.WriteBehind;

    public override bool IsBehind => true;

    // A change is answered with the whole cart. Read from the database, it would cost the round
    // trip that is to be saved, so carts stay longer than what anybody else changes.
    public override TimeSpan CartLife(TimeSpan ttl) => TimeSpan.FromMinutes(1);

    // An order is not a thing to be behind with.
    public override Task BoughtAsync(IReadOnlyList<Product> products) =>
        Task.WhenAll(products.Select(product => cache.PutAsync(
            CacheKeys.Product(product.Id), product, product.Version, ProductLife(settings.Ttl))));

    public override async Task<Cart?> ChangeAsync(CartWrite write)
    {
        if (!await write.ProductExists())
            return null;
        if (await queue.TryAddAsync(write.Customer, write.Product, write.Quantity))
            return await write.Read();
        var cart = await write.ToDatabase();
        await cache.DropAsync(CacheKeys.Cart(write.Customer));
        return cart;
    }
}
