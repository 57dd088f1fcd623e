using System.Diagnostics;

namespace Shop.Tests;

public class RedisAwayTests(RunningShop shop)
{
    [Theory]
    [InlineData("killed")]
    [InlineData("hung")]
    public async Task With_its_Redis_away_the_shop_is_slower_and_not_down(string fault)
    {
        await using var region = await StartAsync();
        await region.HearAsync(); // Who begins to listen forgets everything.
        var customer = await Customer.RegisterAsync(region.Blue);
        await ReadAllAsync(region, "hit", 20);

        if (fault == "killed")
            region.Redis.Kill();
        else
            region.Redis.Pause();
        var slowest = await ReadAllAsync(region, cache: null, 200);
        using var put = await customer.PutInCartAsync(5, 1);
        using var bought = await customer.CheckOutCartAsync("meanwhile");
        await region.SetStockAsync(1, 777);

        Assert.Equal(HttpStatusCode.Created, bought.StatusCode);
        Assert.True(slowest < TimeSpan.FromSeconds(2), $"The slowest took {slowest}.");
        Assert.Equal("down", (string)(await CachingRegion.StateAsync(region.Blue))["redis"]!);

        if (fault == "killed")
            region.Redis.Start();
        else
            region.Redis.Resume();
        var started = Stopwatch.GetTimestamp();
        await region.SettleAsync();
        TestContext.Current.TestOutputHelper?.WriteLine($"back in {Stopwatch.GetElapsedTime(started)}");
        // What changed while it was away is not served from its memory.
        Assert.Equal(777, (await CachingRegion.ReadAsync(region.Blue, 1)).Stock);
        Assert.Equal(777, (await CachingRegion.ReadAsync(region.Green, 1)).Stock);
        using var cart = await customer.GetAsync("/api/cart");
        Assert.Empty(StrategyTests.Items(await cart.ReadAsync()));
        await Eventually.BecomesTrueAsync(async () =>
            (await CachingRegion.ReadAsync(region.Blue, 1)).Cache == "hit");
    }

    [Fact]
    public async Task A_backend_starts_without_its_Redis_and_finds_it_later()
    {
        await using var redis = new RedisServer();
        redis.Kill();
        await using var backend = await Service.StartBackendAsync(
            await shop.Postgres.CreateDatabaseAsync(),
            "v1",
            ("ConnectionStrings__cache", redis.ConnectionString));
        Assert.Equal("off", (await CachingRegion.ReadAsync(backend, 1)).Cache);

        redis.Start();

        await Eventually.BecomesTrueAsync(async () =>
            (await CachingRegion.ReadAsync(backend, 1)).Cache == "hit");
    }

    private async Task<CachingRegion> StartAsync() =>
        await CachingRegion.StartAsync(await shop.Postgres.CreateDatabaseAsync());

    /// <returns>The slowest.</returns>
    private static async Task<TimeSpan> ReadAllAsync(CachingRegion region, string? cache, int times)
    {
        await CachingRegion.ReadAsync(region.Blue, 1);
        var slowest = TimeSpan.Zero;
        for (var i = 0; i < times; i++)
        {
            var started = Stopwatch.GetTimestamp();
            var reading = await CachingRegion.ReadAsync(i % 2 == 0 ? region.Blue : region.Green, 1);
            Assert.True(cache is null || reading.Cache == cache, reading.Cache);
            var took = Stopwatch.GetElapsedTime(started);
            slowest = took > slowest ? took : slowest;
        }
        return slowest;
    }
}
