namespace Shop.Tests;

public class WriteBehindTests(RunningShop shop)
{
    private const string InDatabase = "select coalesce(sum(quantity), 0) from cart_items";

    [Fact]
    public async Task An_acknowledged_change_reaches_the_database_a_moment_later()
    {
        await using var region = await StartAsync();
        var customer = await Customer.RegisterAsync(region.Blue);

        for (var quantity = 1; quantity <= 7; quantity++)
            (await customer.PutInCartAsync(17, quantity)).Dispose();

        await Eventually.BecomesTrueAsync(async () =>
            await region.AskDatabaseAsync<long>(InDatabase) == 7
            && await region.SumAsync("flushed") == 7);
        Assert.Equal(7, await region.SumAsync("acknowledged"));
        Assert.Equal(0, (long)(await CachingRegion.StateAsync(region.Blue))["pending"]!);
    }

    [Fact]
    public async Task What_was_just_put_into_the_cart_is_bought()
    {
        await using var region = await StartAsync();
        var customer = await Customer.RegisterAsync(region.Blue);

        for (var round = 0; round < 10; round++)
        {
            (await customer.PutInCartAsync(20 + round, 1)).Dispose();
            using var bought = await customer.At(region.Green).CheckOutCartAsync($"{round}");
            Assert.Equal(HttpStatusCode.Created, bought.StatusCode);
            var line = Assert.Single((await bought.ReadAsync())["lines"]!.AsArray());
            Assert.Equal(20 + round, (int)line!["productId"]!);
        }
    }

    [Fact]
    public async Task What_a_dying_Redis_takes_with_it_is_known_to_be_lost()
    {
        await using var region = await StartAsync();
        var customer = await Customer.RegisterAsync(region.Blue);
        await WithCartsLockedAsync(region, async () =>
        {
            (await customer.PutInCartAsync(17, 1)).Dispose();
            (await customer.PutInCartAsync(18, 1)).Dispose();
            Assert.Equal(2, await region.SumAsync("acknowledged"));
            region.Redis.Kill();
        });
        region.Redis.Start();
        await region.SettleAsync();

        var pending = (long)(await CachingRegion.StateAsync(region.Blue))["pending"]!;
        var arrived = await region.SumAsync("flushed");

        Assert.Equal(0, pending);
        Assert.Equal(0, arrived);
        Assert.Equal(2, await region.SumAsync("acknowledged") - arrived - pending);
    }

    [Fact]
    public async Task A_change_that_waited_in_a_hung_Redis_does_not_undo_a_newer_one()
    {
        await using var region = await StartAsync();
        var customer = await Customer.RegisterAsync(region.Blue);
        await WithCartsLockedAsync(region, async () =>
        {
            (await customer.PutInCartAsync(17, 1)).Dispose();
            region.Redis.Pause();
        });
        await Eventually.BecomesTrueAsync(async () =>
        {
            using var put = await customer.PutInCartAsync(17, 9);
            return put.StatusCode == HttpStatusCode.OK
                && (string)(await CachingRegion.StateAsync(region.Blue))["redis"]! == "down";
        });

        region.Redis.Resume();
        await region.SettleAsync();

        await Eventually.BecomesTrueAsync(async () =>
            (long)(await CachingRegion.StateAsync(region.Blue))["pending"]! == 0);
        Assert.Equal(9, await region.AskDatabaseAsync<long>(InDatabase));
    }

    private async Task<CachingRegion> StartAsync() => await CachingRegion.StartAsync(
        await shop.Postgres.CreateDatabaseAsync(), "write-behind");

    /// <summary>Nothing can be flushed until the work is done.</summary>
    private static async Task WithCartsLockedAsync(CachingRegion region, Func<Task> work)
    {
        await using var connection = new Npgsql.NpgsqlConnection(region.Database);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await Dapper.SqlMapper.ExecuteAsync(connection, "lock table cart_writes in exclusive mode");
        await work();
    }
}
