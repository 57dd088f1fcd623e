namespace Shop.Tests;

public class CatalogTests(RunningShop shop)
{
    [Fact]
    public async Task A_visitor_finds_products_by_words_in_any_order()
    {
        var found = await GetAsync("/api/products?search=cup%20TEA&pageSize=100");

        Assert.NotEmpty(found["items"]!.AsArray());
        Assert.All(found["items"]!.AsArray(), item =>
            Assert.Contains("tea cup", $"{item!["name"]} {item["description"]}".ToLowerInvariant()));
    }

    [Fact]
    public async Task A_visitor_turns_the_pages_of_a_category()
    {
        var first = await GetAsync("/api/products?category=Vases&pageSize=100");
        var second = await GetAsync("/api/products?category=Vases&pageSize=100&page=2");
        var beyond = await GetAsync("/api/products?category=Vases&pageSize=100&page=9");

        Assert.Equal(125, (int)first["total"]!);
        Assert.Equal(100, first["items"]!.AsArray().Count);
        Assert.Equal(25, second["items"]!.AsArray().Count);
        Assert.Empty(beyond["items"]!.AsArray());
        Assert.Equal(125, (int)beyond["total"]!);
    }

    [Fact]
    public async Task Several_known_products_come_in_one_answer()
    {
        var found = await GetAsync("/api/products?ids=7&ids=3&ids=99999");

        Assert.Equal([3, 7], found["items"]!.AsArray().Select(item => (int)item!["id"]!));
    }

    [Fact]
    public async Task The_categories_are_listed_with_their_size()
    {
        var categories = (await GetAsync("/api/categories")).AsArray();

        Assert.Equal(8, categories.Count);
        Assert.Equal(1_000, categories.Sum(category => (int)category!["products"]!));
    }

    [Fact]
    public async Task A_products_version_grows_with_every_change()
    {
        var before = await GetAsync("/api/products/801");

        await shop.SetStockAsync(801, 50);

        var after = await GetAsync("/api/products/801");
        Assert.Equal((long)before["version"]! + 1, (long)after["version"]!);
    }

    [Fact]
    public async Task An_unknown_product_is_not_found()
    {
        using var response = await shop.Backend.Client.GetAsync("/api/products/1001");

        await response.MustBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("'; drop table products; --")]
    [InlineData("' or '1'='1")]
    [InlineData("%")]
    [InlineData("_______")]
    [InlineData("\\")]
    public async Task What_is_SQL_elsewhere_is_only_text_in_the_search_box(string search)
    {
        var found = await GetAsync($"/api/products?search={Uri.EscapeDataString(search)}");

        Assert.Equal(0, (int)found["total"]!);
        Assert.Equal(1_000, (int)(await GetAsync("/api/products"))["total"]!);
    }

    private async Task<JsonNode> GetAsync(string path)
    {
        using var response = await shop.Backend.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.ReadAsync();
    }
}
