using Shop.Carts;

namespace Shop.Caching;

/// <summary>
/// Writes go past the cache, which isn't filled with what nobody may ask for: the next reader
/// fetches it. A cart is dropped, because its owner would notice; products are stale until the TTL.
/// </summary>
internal sealed class WriteAround(Cache cache) : Strategy
{
    public override string Name => StrategyNames.WriteAround;

    public override async Task<Cart?> ChangeAsync(CartWrite write)
    {
        var cart = await write.ToDatabase();
        await cache.DropAsync(CacheKeys.Cart(write.Customer));
        return cart;
    }
}
