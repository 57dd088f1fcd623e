using Shop.Carts;
using Shop.Catalog;

namespace Shop.Caching;

/// <summary>
/// Values stay until they change. The database tells every region (see Invalidation.cs); here they
/// are dropped at once, so that a customer sees the own purchase. Carts are dropped by their owner.
/// </summary>
internal sealed class Invalidate(Cache cache, Reception reception) : Strategy
{
    public override string Name => StrategyNames.Invalidate;

    public override bool Listens => true;

    public override TimeSpan ProductLife(TimeSpan ttl) => reception.IsGood ? UntilDropped : ttl;

    public override Task BoughtAsync(IReadOnlyList<Product> products) =>
        Task.WhenAll(products.Select(product =>
            cache.DropAsync(CacheKeys.Product(product.Id), product.Version)));

    public override async Task<Cart?> ChangeAsync(CartWrite write)
    {
        var cart = await write.ToDatabase();
        await cache.DropAsync(CacheKeys.Cart(write.Customer));
        return cart;
    }
}
