namespace Shop.Tests;

public class AssetsTests(RunningShop shop)
{
    private const string Entrance =
        """{"region":"us-east-1","city":"N. Virginia","page":"http://a","api":"http://b"}""";

    [Theory]
    [InlineData("/images/1.svg", "image/svg+xml", "public")]
    [InlineData("/entrances.json", "application/json", "no-cache")]
    public async Task What_a_customer_has_is_not_sent_twice(
        string path, string type, string control)
    {
        using var first = await shop.Assets.Client.GetAsync(path);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await shop.Assets.Client.SendAsync(request);

        Assert.Equal(type, first.Content.Headers.ContentType?.MediaType);
        Assert.Contains(control, first.Headers.CacheControl!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("/images/0.svg")]
    [InlineData("/images/1001.svg")]
    [InlineData("/images/..%2f..%2fsecret.svg")]
    [InlineData("/appsettings.json")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        using var response = await shop.Assets.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task The_page_learns_its_entrances()
    {
        await using var assets = Service.Start(
            "Assets", ("API", "http://api"), ("ENTRANCES", $"[{Entrance}]"));
        await assets.WaitUntilReadyAsync();

        Assert.Equal(
            $$"""{"api":"http://api","entrances":[{{Entrance}}]}""",
            await assets.Client.GetStringAsync("/entrances.json"));
    }

    [Fact]
    public async Task Only_pages_of_this_machine_may_use_the_API()
    {
        var own = await PreflightAsync("http://localhost:12345");
        var foreign = await PreflightAsync("https://example.com");

        Assert.Equal(["http://localhost:12345"], own);
        Assert.Empty(foreign);
    }

    private async Task<IEnumerable<string>> PreflightAsync(string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/api/orders");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,idempotency-key");
        using var response = await shop.Backend.Client.SendAsync(request);
        return response.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed)
            ? [.. allowed]
            : [];
    }
}
