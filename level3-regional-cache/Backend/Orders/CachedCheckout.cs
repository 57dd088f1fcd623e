using Shop.Carts;

namespace Shop.Orders;

/// <summary>
/// <see cref="Checkout"/>, and what it means for the region's cache. Nothing is bought from a
/// cache: the database decides, and what waits to be written to the cart gets there first.
/// </summary>
internal sealed class CachedCheckout(
    Checkout checkout, CartStore carts, CartQueue queue, Cache cache, CurrentStrategy strategy)
{
    public async Task<CheckoutResult> BuyAsync(long customer, string key, Purchase? purchase)
    {
        var isCart = purchase?.Items is null;
        // Without what was acknowledged, it would be another purchase.
        if (isCart && !await queue.FlushAsync(customer, carts) && strategy.Value.IsBehind)
            return new("cart-unknown", null, null, null);
        var result = await checkout.BuyAsync(customer, key, purchase);
        // Numbered, as changes of carts are: a cart of before, still on its way here, is too old.
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1_000;
        if (isCart && strategy.Value.CachesCarts)
            await cache.DropAsync(CacheKeys.Cart(customer), now);
        await strategy.Value.BoughtAsync(result.Products);
        return result;
    }
}
