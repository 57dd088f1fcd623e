using Dapper;
using Npgsql;

namespace Shop.Tests;

public class CartTurnTests(RunningShop shop)
{
    private const string Waiting =
        """
        select count(*) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'
        """;

    [Fact]
    public async Task A_purchase_and_a_change_of_the_same_cart_take_turns()
    {
        await using var region = await CachingRegion.StartAsync(
            await shop.Postgres.CreateDatabaseAsync());
        var customer = await Customer.RegisterAsync(region.Blue);
        (await customer.PutInCartAsync(17, 1)).Dispose();
        await using var connection = new NpgsqlConnection(region.Database);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("select from cart_items for update");

        var buying = customer.CheckOutCartAsync("all");
        await WaitAsync(region, 1);
        var changing = customer.At(region.Green).PutInCartAsync(17, 2);
        await WaitAsync(region, 2);
        await transaction.CommitAsync();

        using var bought = await buying;
        using var changed = await changing;
        Assert.Equal(HttpStatusCode.Created, bought.StatusCode);
        Assert.Equal(1, (int)(await bought.ReadAsync())["lines"]![0]!["quantity"]!);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(["17x2"], StrategyTests.Items(await changed.ReadAsync()));
    }

    private static Task WaitAsync(CachingRegion region, long requests) =>
        Eventually.BecomesTrueAsync(async () =>
            await region.AskDatabaseAsync<long>(Waiting) == requests);
}
