using Shop.Catalogue;

namespace Shop.Catalog;

/// <summary>Fills the shelves of a new shop.</summary>
internal static class Opening
{
    public static async Task StockShelvesAsync(NpgsqlConnection connection)
    {
        // COPY takes all products in one go.
        await using var rows = await connection.BeginBinaryImportAsync(
            """
            copy products (id, name, category, description, price, stock) from stdin (format binary)
            """);
        foreach (var item in Seed.Items())
        {
            await rows.StartRowAsync();
            await rows.WriteAsync(item.Id);
            await rows.WriteAsync(item.Name);
            await rows.WriteAsync(item.Category);
            await rows.WriteAsync(item.Description);
            await rows.WriteAsync(item.Price);
            await rows.WriteAsync(item.Stock);
        }
        await rows.CompleteAsync();
    }
}
