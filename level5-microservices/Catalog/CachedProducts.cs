namespace Shop.Catalog;

/// <summary>
/// <see cref="Products"/>, through the region's cache. A single product is dropped when it changes.
/// Lists are not, as every purchase changes some of them: a list is as old as the TTL at most, and
/// who opens the product or buys it sees the truth.
/// </summary>
internal sealed class CachedProducts(
    Products products,
    CacheReader reader,
    CurrentStrategy strategy,
    CacheSettings settings,
    HotKeys hot)
{
    public Task<Product?> FindAsync(int id)
    {
        var entry = Entry(id);
        hot.Note(
            entry.Key,
            services => services.GetRequiredService<CachedProducts>().RefreshAsync(id));
        return reader.ReadAsync(entry);
    }

    public async Task<ProductPage> FindAsync(ProductQuery query)
    {
        var entry = Entry(query);
        hot.Note(
            entry.Key,
            services => services.GetRequiredService<CachedProducts>().RefreshAsync(query));
        return (await reader.ReadAsync(entry))!;
    }

    public async Task<IReadOnlyList<Category>> CategoriesAsync() =>
        (await reader.ReadAsync(new CacheEntry<IReadOnlyList<Category>>(
            CacheKeys.Categories,
            () => settings.Ttl,
            async () => await products.CategoriesAsync(),
            _ => 0)))!;

    private Task RefreshAsync(int id) => reader.RefreshAsync(Entry(id));

    private Task RefreshAsync(ProductQuery query) => reader.RefreshAsync(Entry(query));

    private CacheEntry<Product> Entry(int id) => new(
        CacheKeys.Product(id),
        () => strategy.Value.ProductLife(settings.Ttl),
        () => products.FindAsync(id),
        product => product.Version);

    private CacheEntry<ProductPage> Entry(ProductQuery query) => new(
        CacheKeys.List(query),
        () => settings.Ttl,
        async () => await products.FindAsync(query),
        _ => 0);
}
