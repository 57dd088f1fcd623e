namespace Shop.Catalog;

internal static class CatalogEndpoints
{
    public static void AddCatalog(this IServiceCollection services) =>
        services.AddScoped<Products>().AddScoped<CachedProducts>();

    public static void MapCatalog(this IEndpointRouteBuilder app)
    {
        var catalog = app.MapGroup("/api").WithTags("Catalog");

        catalog.MapGet("/products", async (
            CachedProducts products,
            [StringLength(100)] string? search,
            [StringLength(100)] string? category,
            [MaxLength(100)] int[] ids,
            [Range(1, 10_000)] int page = 1,
            [Range(1, 100)] int pageSize = 24) =>
            TypedResults.Ok(await products.FindAsync(
                new ProductQuery(search, category, ids, page, pageSize))))
            .IsShared();

        catalog.MapGet("/products/{id:int}", async Task<Results<Ok<Product>, NotFound>> (
            int id, CachedProducts products) =>
            await products.FindAsync(id) is { } product
                ? TypedResults.Ok(product)
                : TypedResults.NotFound())
            .IsValidated();

        catalog.MapGet("/categories", async (CachedProducts products) =>
            TypedResults.Ok(await products.CategoriesAsync()))
            .IsShared();
    }
}
