namespace Shop.Shopping;

/// <summary>The catalogue, from this computer's own copy.</summary>
internal static class CatalogEndpoints
{
    public static void MapCatalog(this WebApplication app)
    {
        app.MapGet("/api/products", IResult (
            Node node, string? search, string? category, int[] ids, int page = 1, int pageSize = 24) =>
        {
            if (page is < 1 or > 10_000 || pageSize is < 1 or > 100)
            {
                return TypedResults.ValidationProblem(new Dictionary<string, string[]>
                {
                    ["page"] = ["Pages are 1 to 10,000, with 1 to 100 products."],
                });
            }

            var found = node.Catalogue.Products.Values
                .Where(product => category is null || product.Category == category)
                .Where(product => ids.Length == 0 || ids.Contains(product.Id))
                .Where(product => Matches(product, search))
                .OrderBy(product => product.Id)
                .ToList();
            return TypedResults.Ok(new
            {
                Items = found
                    .Skip((page - 1) * pageSize)
                    .Take(pageSize)
                    .Select(product => Show(product, node)),
                Page = page,
                PageSize = pageSize,
                Total = found.Count,
            });
        });
        app.MapGet("/api/products/{id:int}", IResult (int id, Node node) =>
            node.Catalogue.Products.TryGetValue(id, out var product)
                ? TypedResults.Ok(Show(product, node))
                : TypedResults.NotFound());
        app.MapGet("/api/categories", IResult (Node node) => TypedResults.Ok(
            node.Catalogue.Products.Values
                .GroupBy(product => product.Category)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new { Name = group.Key, Products = group.Count() })));
    }

    // Each word has to occur.
    private static bool Matches(Product product, string? search) =>
        (search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word =>
            product.Name.Contains(word, StringComparison.OrdinalIgnoreCase)
            || product.Category.Contains(word, StringComparison.OrdinalIgnoreCase)
            || product.Description.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static object Show(Product product, Node node)
    {
        var left = node.Stock.Left(product.Id);
        return new
        {
            product.Id,
            product.Name,
            product.Category,
            product.Description,
            product.Price,
            // As far as has been heard here: others may have sold some meanwhile.
            Stock = left,
            Version = product.Stock - left + 1,
        };
    }
}
