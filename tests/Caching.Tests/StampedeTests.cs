using Dapper;
using Npgsql;

namespace Shop.Tests;

public class StampedeTests(RunningShop shop)
{
    [Fact]
    public async Task Five_hundred_customers_who_miss_the_same_product_at_once_are_one_query()
    {
        await using var region = await CachingRegion.StartAsync(
            await shop.Postgres.CreateDatabaseAsync());
        await region.HearAsync(); // Who begins to listen forgets everything.

        // A round in which an answer of Redis came too late, as when another program had the
        // processor, says nothing.
        long queries, failures, round = 0;
        do
        {
            await region.FlushAsync();
            queries = await region.SumAsync("queries");
            failures = await region.SumAsync("redisFailures");
            Assert.Single((await RushAsync(region, 500)).Distinct());
        }
        while (await region.SumAsync("redisFailures") > failures && ++round < 5);

        Assert.Equal(1, await region.SumAsync("queries") - queries);
    }

    [Fact]
    public async Task Without_single_flight_they_all_ask()
    {
        await using var region = await CachingRegion.StartAsync(
            await shop.Postgres.CreateDatabaseAsync(), without: "single-flight");
        var before = await region.SumAsync("queries");

        await RushIntoSlowDatabaseAsync(region, 200);

        Assert.InRange(await region.SumAsync("queries") - before, 5, 200);
    }

    // Nobody has an answer before five have asked.
    private static async Task RushIntoSlowDatabaseAsync(CachingRegion region, int customers)
    {
        await using var connection = new NpgsqlConnection(region.Database);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("lock table products in access exclusive mode");
        var rush = RushAsync(region, customers);
        await Eventually.BecomesTrueAsync(async () => await region.AskDatabaseAsync<long>(
            "select count(*) from pg_locks where not granted") >= 5);
        await transaction.CommitAsync();
        await rush;
    }

    /// <returns>The stock that each of them sees.</returns>
    private static async Task<int[]> RushAsync(CachingRegion region, int customers)
    {
        var readings = await Task.WhenAll(Enumerable.Range(0, customers).Select(customer =>
            CachingRegion.ReadAsync(customer % 2 == 0 ? region.Blue : region.Green, 1)));
        return [.. readings.Select(reading => reading.Stock)];
    }
}
