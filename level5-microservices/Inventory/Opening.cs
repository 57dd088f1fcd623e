using Shop.Catalogue;

namespace Shop.Inventory;

/// <summary>Fills the shelves of a new shop.</summary>
internal static class Opening
{
    public static async Task StockShelvesAsync(NpgsqlConnection connection)
    {
        await using var rows = await connection.BeginBinaryImportAsync(
            "copy stock (product_id, available) from stdin (format binary)");
        foreach (var item in Seed.Items())
        {
            await rows.StartRowAsync();
            await rows.WriteAsync(item.Id);
            await rows.WriteAsync(item.Stock);
        }
        await rows.CompleteAsync();
    }
}
