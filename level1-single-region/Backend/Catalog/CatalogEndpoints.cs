namespace Shop.Catalog;

internal static class CatalogEndpoints
{
    public static void AddCatalog(this IServiceCollection services) =>
        services.AddScoped<Products>();

    public static void MapCatalog(this IEndpointRouteBuilder app)
    {
        var catalog = app.MapGroup("/api").WithTags("Catalog");

        catalog.MapGet("/products", async ([AsParameters] ProductQuery query, Products products) =>
            TypedResults.Ok(await products.FindAsync(query)));

        catalog.MapGet("/products/{id:int}", async Task<Results<Ok<Product>, NotFound>> (
            int id, Products products) =>
            await products.FindAsync(id) is { } product
                ? TypedResults.Ok(product)
                : TypedResults.NotFound());

        catalog.MapGet("/categories", async (Products products) =>
            TypedResults.Ok(await products.CategoriesAsync()));
    }
}
