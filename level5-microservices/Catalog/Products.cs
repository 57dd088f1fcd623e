namespace Shop.Catalog;

/// <summary>Reads the catalog. Every method is one round trip to the database.</summary>
internal sealed class Products(Database database, Deployment deployment)
{
    private const int FreeShippingFrom = 50_00;

    // Release v2 calls it by its new name; see Migrations/0005_details.sql.
    private readonly string description = deployment.IsAtLeast(2) ? "details" : "description";

    private string Columns =>
        $"id, name, category, {description} as description, price, stock, version";

    private string Matching =>
        $"""
        where (@Category::text is null or category = @Category)
          and (@ids::integer[] is null or id = any(@ids))
          and (@words::text[] is null or
            concat_ws(' ', name, category, {description}) ilike all(@words))
        """;

    public async Task<ProductPage> FindAsync(ProductQuery query)
    {
        var parameters = new
        {
            query.Category,
            ids = query.Ids is [] ? null : query.Ids,
            words = Words(query.Search),
            query.PageSize,
            skip = (query.Page - 1) * query.PageSize,
        };
        return await database.AskAsync(async connection =>
        {
            await using var results = await connection.QueryMultipleAsync(
                $"""
                select count(*) from products {Matching};
                select {Columns} from products {Matching} order by id limit @PageSize offset @skip
                """,
                parameters);
            var total = await results.ReadSingleAsync<long>();
            var items = await ReadAsync(results);
            return new ProductPage(items, query.Page, query.PageSize, total);
        });
    }

    public async Task<Product?> FindAsync(int id)
    {
        var product = await database.AskAsync(connection =>
            connection.QuerySingleOrDefaultAsync<Product>(
                $"select {Columns} from products where id = @id", new { id }));
        return product is null ? null : Describe(product);
    }

    public async Task<IReadOnlyList<Category>> CategoriesAsync() =>
        [.. await database.AskAsync(connection => connection.QueryAsync<Category>(
            """
            select category as name, count(*) as products
            from products group by category order by category
            """))];

    private async Task<IReadOnlyList<Product>> ReadAsync(SqlMapper.GridReader results) =>
        [.. (await results.ReadAsync<Product>()).Select(Describe)];

    // Each word has to occur. What is a wildcard to the database is a letter to the visitor.
    private static string[]? Words(string? search) =>
        search?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, ..] words
            ? [.. words
                .Select(word => word.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_"))
                .Select(word => $"%{word}%")]
            : null;

    private Product Describe(Product product) =>
        deployment.IsAtLeast(2)
            ? product with { FreeShipping = product.Price >= FreeShippingFrom }
            : product;
}
