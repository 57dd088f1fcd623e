using Shop.Catalog;

namespace Shop.Carts;

/// <summary><see cref="CartStore"/>, with the region's cache as its strategy wants it.</summary>
internal sealed class CachedCarts(
    CartStore carts,
    CacheReader reader,
    CartQueue queue,
    CurrentStrategy strategy,
    CacheSettings settings,
    CachedProducts products,
    ServerTiming timing)
{
    public async Task<Cart> FindAsync(long customer)
    {
        if (!strategy.Value.CachesCarts)
        {
            timing.Cache = "off";
            return await carts.FindAsync(customer);
        }
        // First the changes: what reaches the database in between is in the cart, too.
        var changes = await queue.FindAsync(customer) ?? [];
        var cart = await reader.ReadAsync<Cart>(new(
            CacheKeys.Cart(customer),
            () => strategy.Value.CartLife(settings.Ttl),
            async () => await carts.FindAsync(customer),
            _ => 0));
        return changes.Aggregate(cart!, (before, change) => before.With(change));
    }

    /// <returns>Null when there is no such product.</returns>
    public Task<Cart?> PutAsync(long customer, int product, int quantity) =>
        strategy.Value.ChangeAsync(new(
            customer,
            product,
            quantity,
            ToDatabase: () => carts.PutAsync(customer, product, quantity),
            ProductExists: async () => await products.FindAsync(product) is not null,
            Read: () => FindAsync(customer)));

    public async Task<Cart> RemoveAsync(long customer, int product) =>
        (await strategy.Value.ChangeAsync(new(
            customer,
            product,
            Quantity: 0,
            ToDatabase: async () => await carts.RemoveAsync(customer, product),
            ProductExists: () => Task.FromResult(true),
            Read: () => FindAsync(customer))))!;
}
