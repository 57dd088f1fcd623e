namespace Shop.Tests;

public class EvictionTests(RunningShop shop)
{
    [Fact]
    public async Task The_policy_is_switched_and_a_full_Redis_throws_away_and_stays_up()
    {
        await using var region = await CachingRegion.StartAsync(
            await shop.Postgres.CreateDatabaseAsync(), maximumMemory: "1500kb");

        foreach (var policy in (string[])["volatile-random", "allkeys-lru", "volatile-lfu"])
        {
            await region.ControlAsync(new { eviction = policy });
            for (var product = 1; product <= 700; product++)
                await CachingRegion.ReadAsync(region.Blue, product);
            Assert.Equal(policy, (string)(await CachingRegion.StateAsync(region.Green))["eviction"]!);
        }

        Assert.True((long)(await CachingRegion.StateAsync(region.Blue))["evictions"]! > 0);
        Assert.Equal("up", (string)(await CachingRegion.StateAsync(region.Blue))["redis"]!);
    }
}
