namespace Shop.Tests;

public sealed class DescriptionTests(RunningShop shop)
{
    [Fact]
    public async Task The_gateway_describes_what_all_services_do()
    {
        var first = await PathsAsync("v1");
        var second = await PathsAsync("v2");

        foreach (var path in (string[])["/api/products", "/api/orders", "/api/customers", "/api/cart"])
            Assert.Contains(path, first);
        Assert.Contains("/api/account", second);
    }

    [Fact]
    public async Task What_services_tell_only_each_other_is_not_described()
    {
        using var answer = await shop.Backend.Client.GetAsync("/openapi/internal.json");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task What_two_services_call_alike_is_alike()
    {
        var parts = await Task.WhenAll(new[] { shop.Catalog, shop.Accounts, shop.Orders }
            .Select(service => service.GetAsync<JsonObject>("/openapi/v1.json")));

        var names = parts.SelectMany(part => part!["components"]!["schemas"]!.AsObject())
            .GroupBy(schema => schema.Key, schema => schema.Value);

        Assert.All(names, same => Assert.All(
            same, one => Assert.True(JsonNode.DeepEquals(one, same.First()), same.Key)));
    }

    private async Task<IEnumerable<string>> PathsAsync(string version)
    {
        var all = await shop.Backend.Client.GetFromJsonAsync<JsonNode>($"/openapi/{version}.json");
        return all!["paths"]!.AsObject().Select(path => path.Key.TrimEnd('/'));
    }
}
