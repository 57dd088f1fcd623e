using Shop.Carts;
using Shop.Catalog;

namespace Shop.Caching;

/// <summary>
/// Database, then this region's cache, then the answer: who reads here sees the write at once.
/// The other regions see it when their TTL ends.
/// </summary>
internal sealed class WriteThrough(Cache cache, CacheSettings settings) : Strategy
{
    public override string Name => StrategyNames.WriteThrough;

    public override Task BoughtAsync(IReadOnlyList<Product> products) =>
        Task.WhenAll(products.Select(product => cache.PutAsync(
            CacheKeys.Product(product.Id), product, product.Version, ProductLife(settings.Ttl))));

    public override async Task<Cart?> ChangeAsync(CartWrite write)
    {
        var cart = await write.ToDatabase();
        if (cart is not null)
            await cache.PutAsync(CacheKeys.Cart(write.Customer), cart, 0, CartLife(settings.Ttl));
        return cart;
    }
}
