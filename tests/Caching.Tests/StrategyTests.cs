namespace Shop.Tests;

public class StrategyTests(RunningShop shop)
{
    [Theory]
    [InlineData("none", "off", 50)]
    [InlineData("read-through", "hit", 51)]
    [InlineData("write-through", "hit", 50)]
    [InlineData("write-around", "hit", 51)]
    [InlineData("write-behind", "hit", 50)]
    [InlineData("invalidate", "miss", 50)]
    public async Task What_a_purchase_leaves_in_the_cache_of_its_region(
        string strategy, string cache, int stock)
    {
        await using var region = await StartAsync(strategy);
        await region.SetStockAsync(7, 51);
        await region.FlushAsync();
        var customer = await Customer.RegisterAsync(region.Blue);
        var before = await CachingRegion.ReadAsync(region.Blue, 7);

        using var bought = await customer.BuyAsync("one", (7, 1));

        Assert.Equal(HttpStatusCode.Created, bought.StatusCode);
        Assert.Equal(51, before.Stock);
        Assert.Equal(new Reading(stock, cache), await CachingRegion.ReadAsync(region.Blue, 7));
        Assert.Equal(stock, (await CachingRegion.ReadAsync(region.Green, 7)).Stock);
    }

    [Theory]
    [InlineData("read-through")]
    [InlineData("write-through")]
    [InlineData("write-around")]
    public async Task Without_news_a_change_elsewhere_shows_when_the_TTL_ends(string strategy)
    {
        await using var region = await StartAsync(strategy, ttlSeconds: 2);
        var before = await CachingRegion.ReadAsync(region.Blue, 8);

        await region.SetStockAsync(8, 4_321);

        Assert.Equal(before.Stock, (await CachingRegion.ReadAsync(region.Green, 8)).Stock);
        await BecomesAsync(region, 8, 4_321);
    }

    [Theory]
    [InlineData("invalidate")]
    [InlineData("prefetch")]
    public async Task With_news_a_change_elsewhere_shows_long_before_the_TTL_ends(string strategy)
    {
        await using var region = await StartAsync(strategy);
        await region.HearAsync();
        await CachingRegion.ReadAsync(region.Blue, 9);
        Assert.Equal("hit", (await CachingRegion.ReadAsync(region.Green, 9)).Cache);

        await region.SetStockAsync(9, 4_321);

        await BecomesAsync(region, 9, 4_321);
        Assert.Equal("hit", (await CachingRegion.ReadAsync(region.Blue, 9)).Cache);
    }

    [Fact]
    public async Task Prefetching_nobody_waits_for_a_change_of_what_many_ask_for()
    {
        await using var region = await StartAsync("prefetch");
        await region.HearAsync();
        for (var i = 0; i < 5; i++)
            await CachingRegion.ReadAsync(region.Blue, 10);

        await region.SetStockAsync(10, 4_321);

        await Eventually.BecomesTrueAsync(async () => await region.SumAsync("prefetches") > 0);
        Assert.Equal(
            new Reading(4_321, "hit"), await CachingRegion.ReadAsync(region.Green, 10));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("read-through")]
    [InlineData("write-through")]
    [InlineData("write-around")]
    [InlineData("write-behind")]
    [InlineData("invalidate")]
    [InlineData("prefetch")]
    [InlineData("write-through", "v2")]
    [InlineData("write-behind", "v2")]
    public async Task Customers_see_their_own_changes_of_the_cart_at_blue_and_green(
        string strategy, string greenRelease = "v1")
    {
        await using var region = await StartAsync(strategy, greenRelease: greenRelease);
        var atBlue = await Customer.RegisterAsync(region.Blue);
        var atGreen = atBlue.At(region.Green);

        for (var quantity = 1; quantity <= 5; quantity++)
        {
            using var changed = await atBlue.PutInCartAsync(17, quantity);
            Assert.Equal([$"17x{quantity}"], Items(await changed.ReadAsync()));
            using var seen = await atGreen.GetAsync("/api/cart");
            Assert.Equal([$"17x{quantity}"], Items(await seen.ReadAsync()));
        }
        (await atGreen.PutInCartAsync(3, 2)).Dispose();
        using var removed = await atBlue.SendAsync(HttpMethod.Delete, "/api/cart/items/17");
        Assert.Equal(["3x2"], Items(await removed.ReadAsync()));
        using var unknown = await atBlue.PutInCartAsync(99_999, 1);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        using var bought = await atGreen.CheckOutCartAsync("all");
        Assert.Equal(HttpStatusCode.Created, bought.StatusCode);
        using var empty = await atBlue.GetAsync("/api/cart");
        Assert.Empty(Items(await empty.ReadAsync()));
    }

    [Fact]
    public async Task Strategy_and_TTL_are_switched_while_the_shop_runs()
    {
        await using var region = await StartAsync("invalidate");
        await CachingRegion.ReadAsync(region.Blue, 11);

        await region.ControlAsync(new { strategy = "none" });
        Assert.Equal("off", (await CachingRegion.ReadAsync(region.Blue, 11)).Cache);

        await region.ControlAsync(new { strategy = "read-through", ttlSeconds = 1.5 });
        var state = await CachingRegion.StateAsync(region.Green);
        Assert.Equal("read-through", (string)state["strategy"]!);
        Assert.Equal(1.5, (double)state["ttlSeconds"]!);
        Assert.Equal("miss", (await CachingRegion.ReadAsync(region.Blue, 11)).Cache);
        Assert.Equal("hit", (await CachingRegion.ReadAsync(region.Green, 11)).Cache);
    }

    internal static string[] Items(JsonNode cart) =>
        [.. cart["items"]!.AsArray().Select(item => $"{item!["productId"]}x{item["quantity"]}")];

    private static Task BecomesAsync(CachingRegion region, int product, int stock) =>
        Eventually.BecomesTrueAsync(async () =>
            (await CachingRegion.ReadAsync(region.Green, product)).Stock == stock);

    private async Task<CachingRegion> StartAsync(
        string strategy, double ttlSeconds = 60, string greenRelease = "v1") =>
        await CachingRegion.StartAsync(
            await shop.Postgres.CreateDatabaseAsync(),
            strategy,
            ttlSeconds,
            greenRelease: greenRelease);
}
