namespace Shop.Orders;

/// <summary>
/// Joins orders with what their products are called. The read model is the name that was written
/// down with the order; the other ways ask the catalog, and are here to be compared.
/// </summary>
internal sealed class Names(
    OtherServices others, JoinSettings settings, Without without, IHttpContextAccessor request)
{
    private int requests;

    public async Task<OrderPage> JoinAsync(OrderPage page)
    {
        var how = without.ReadModel ? settings.How : "n+1";
        if (how == "read-model")
            return page;
        var products = page.Items.SelectMany(order => order.Lines).Select(line => line.ProductId);
        var names = how == "batch"
            ? await AskAsync([.. products.Distinct()])
            : await AskOneByOneAsync(products);
        request.HttpContext!.Response.Headers["X-Joins"] = $"{requests}";
        return page with { Items = [.. page.Items.Select(order => Rename(order, names))] };
    }

    // As a loop over lines does it that somebody wrote who thought of a database.
    private async Task<Dictionary<int, string>> AskOneByOneAsync(IEnumerable<int> products)
    {
        var names = new Dictionary<int, string>();
        foreach (var product in products)
        {
            requests++;
            names[product] = (await others.SendAsync<Product>(
                "catalog", HttpMethod.Get, $"/api/products/{product}")).Name;
        }
        return names;
    }

    private async Task<Dictionary<int, string>> AskAsync(int[] products)
    {
        var names = new Dictionary<int, string>();
        foreach (var some in products.Chunk(100))
        {
            requests++;
            var ids = string.Join('&', some.Select(product => $"ids={product}"));
            var page = await others.SendAsync<Page>(
                "catalog", HttpMethod.Get, $"/api/products?pageSize=100&{ids}");
            foreach (var product in page.Items)
                names[product.Id] = product.Name;
        }
        return names;
    }

    private static Order Rename(Order order, Dictionary<int, string> names) => order with
    {
        Lines =
        [
            .. order.Lines.Select(line => line with
            {
                Name = names.GetValueOrDefault(line.ProductId, line.Name),
            }),
        ],
    };

    private sealed record Page(Product[] Items);

    private sealed record Product(int Id, string Name);
}

/// <summary>read-model, batch or n+1; can be switched while the shop runs.</summary>
internal sealed class JoinSettings
{
    public string How { get; set; } = "read-model";
}

internal sealed record Joins(string How);
