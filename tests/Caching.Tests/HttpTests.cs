using System.Net.Http.Headers;

namespace Shop.Tests;

public class HttpTests(RunningShop shop)
{
    [Fact]
    public async Task A_product_that_did_not_change_is_not_sent_again()
    {
        using var first = await shop.Backend.Client.GetAsync("/api/products/17");
        using var second = await AskAgainAsync("/api/products/17", first.Headers.ETag!);
        await shop.SetStockAsync(17, 4_321);
        using var third = await AskAgainAsync("/api/products/17", first.Headers.ETag!);

        Assert.Equal("public, no-cache", Policy(first));
        Assert.False(first.Headers.ETag!.IsWeak);
        Assert.Equal("product-17", first.Headers.GetValues("Cache-Tag").Single());
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
        Assert.NotEqual(first.Headers.ETag, third.Headers.ETag);
    }

    [Theory]
    [InlineData("/api/products")]
    [InlineData("/api/products?search=mug")]
    [InlineData("/api/categories")]
    public async Task An_edge_may_share_lists_for_some_seconds(string path)
    {
        using var answer = await shop.Backend.Client.GetAsync(path);

        Assert.Equal("public, s-maxage=5, stale-while-revalidate=30", Policy(answer));
        Assert.Equal("products", answer.Headers.GetValues("Cache-Tag").Single());
    }

    [Theory]
    [InlineData("/api/cart")]
    [InlineData("/api/orders")]
    public async Task Nobody_keeps_what_is_about_one_customer(string path)
    {
        var customer = await shop.RegisterAsync();

        using var answer = await customer.GetAsync(path);

        Assert.Equal("private, no-store", Policy(answer));
    }

    [Fact]
    public async Task Two_releases_share_a_Redis_and_each_gives_its_own_answer()
    {
        await using var region = await CachingRegion.StartAsync(
            await shop.Postgres.CreateDatabaseAsync(), greenRelease: "v2");

        for (var round = 0; round < 3; round++)
        {
            using var old = await region.Blue.Client.GetAsync("/api/products/1");
            using var current = await region.Green.Client.GetAsync("/api/products/1");
            Assert.Null((await old.ReadAsync())["freeShipping"]);
            Assert.NotNull((await current.ReadAsync())["freeShipping"]);
            Assert.NotEqual(old.Headers.ETag, current.Headers.ETag);
        }
        await region.SetStockAsync(1, 4_321);
        await Eventually.BecomesTrueAsync(async () =>
            (await CachingRegion.ReadAsync(region.Blue, 1)).Stock == 4_321
            && (await CachingRegion.ReadAsync(region.Green, 1)).Stock == 4_321);
    }

    [Fact]
    public async Task The_controls_are_there_for_those_only_who_have_the_key()
    {
        await using var region = await CachingRegion.StartAsync(
            await shop.Postgres.CreateDatabaseAsync());
        using var stranger = new HttpClient { BaseAddress = region.Blue.Address };
        stranger.DefaultRequestHeaders.Add("X-Control-Key", "a guess");

        using var seen = await stranger.GetAsync("/backend/cache");
        using var emptied = await stranger.PostAsync("/backend/cache/flush", content: null);
        using var keyless = await shop.Backend.Client.GetAsync("/backend/cache");

        Assert.Equal(HttpStatusCode.NotFound, seen.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, emptied.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, keyless.StatusCode);
        foreach (var wrong in (object[])
            [new { strategy = "magic" }, new { ttlSeconds = -1 }, new { eviction = "noeviction" }])
        {
            using var refused = await region.Blue.Client.PutAsJsonAsync("/backend/cache", wrong);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }
    }

    private static string Policy(HttpResponseMessage answer) =>
        answer.Headers.NonValidated["Cache-Control"].ToString();

    private async Task<HttpResponseMessage> AskAgainAsync(string path, EntityTagHeaderValue known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(known);
        return await shop.Backend.Client.SendAsync(request);
    }
}
