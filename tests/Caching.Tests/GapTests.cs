using Npgsql;

namespace Shop.Tests;

public class GapTests(RunningShop shop)
{
    [Fact]
    public async Task What_changed_while_nobody_could_hear_it_is_not_served_afterwards()
    {
        var database = await shop.Postgres.CreateDatabaseAsync();
        var way = new NpgsqlConnectionStringBuilder(database);
        await using var link = await WanLink.StartAsync(way.Port);
        way.Port = link.Port;
        await using var region = await CachingRegion.StartAsync(
            database, way: way.ConnectionString);
        await region.HearAsync();
        await CachingRegion.ReadAsync(region.Blue, 1);

        await link.CutAsync();
        await region.SetStockAsync(1, 4_321);
        await link.MendAsync();
        await region.HearAsync();

        await Eventually.BecomesTrueAsync(async () =>
            (await CachingRegion.ReadAsync(region.Blue, 1)).Stock == 4_321);
    }

    [Fact]
    public async Task Without_invalidation_the_TTL_is_all_there_is()
    {
        await using var region = await CachingRegion.StartAsync(
            await shop.Postgres.CreateDatabaseAsync(), ttlSeconds: 2, without: "invalidation");
        var before = await CachingRegion.ReadAsync(region.Blue, 1);

        await region.SetStockAsync(1, 4_321);

        Assert.Equal(before.Stock, (await CachingRegion.ReadAsync(region.Green, 1)).Stock);
        await Eventually.BecomesTrueAsync(async () =>
            (await CachingRegion.ReadAsync(region.Blue, 1)).Stock == 4_321);
        Assert.Equal(0, await region.SumAsync("invalidations"));
    }
}
