using Npgsql;
using Shop.Caching;
using Shop.Carts;
using Shop.Data;

namespace Shop.Tests;

/// <summary>What waited in a cache comes late: it undoes nothing, and nothing else undoes it.</summary>
public sealed class LateChangeTests(RunningShop shop) : IAsyncLifetime
{
    private readonly CacheFigures figures = new();
    private NpgsqlDataSource source = null!;
    private CachingRegion region = null!;
    private Customer customer = null!;
    private CartStore carts = null!;
    private long id;

    private static long Now => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1_000;

    private static long Earlier => Now - 60_000_000;

    private static long Later => Now + 60_000_000;

    public async ValueTask InitializeAsync()
    {
        region = await CachingRegion.StartAsync(
            await shop.Postgres.CreateDatabaseAsync(), "write-behind");
        source = NpgsqlDataSource.Create(region.Database);
        carts = new(new Database(new CircuitBreaker(source), new ServerTiming(), figures));
        customer = await Customer.RegisterAsync(region.Blue);
        id = await region.AskDatabaseAsync<long>("select id from customers");
    }

    public async ValueTask DisposeAsync()
    {
        await region.DisposeAsync();
        await source.DisposeAsync();
        figures.Dispose();
    }

    [Fact]
    public async Task It_is_not_refused_because_another_product_has_changed_since()
    {
        await carts.PutAsync(id, 18, 1);

        var (refused, cart) = await carts.ApplyAsync(id, [new(Earlier, 17, 2)]);

        Assert.Equal(0, refused);
        Assert.Equal([new(17, 2), new(18, 1)], cart.Items);
    }

    [Fact]
    public async Task It_is_refused_although_another_product_in_the_same_batch_is_newer()
    {
        await carts.PutAsync(id, 17, 9);

        var (refused, cart) = await carts.ApplyAsync(
            id, [new(Earlier, 17, 1), new(Later, 18, 1)]);

        Assert.Equal(1, refused);
        Assert.Equal([new(17, 9), new(18, 1)], cart.Items);
    }

    [Fact]
    public async Task It_is_refused_when_the_cart_has_been_bought_since()
    {
        // By a clock that is ahead, and brought again by one that doesn't know that it arrived.
        PendingChange[] changes = [new(Later, 17, 1)];
        await carts.ApplyAsync(id, changes);
        using var bought = await customer.CheckOutCartAsync("all");
        Assert.Equal(HttpStatusCode.Created, bought.StatusCode);

        await carts.ApplyAsync(id, changes);
        var (refused, cart) = await carts.ApplyAsync(id, [new(Earlier, 18, 1)]);

        Assert.Equal(1, refused);
        Assert.Empty(cart.Items);
    }

    [Fact]
    public async Task It_does_not_wait_any_more_once_the_database_has_got_it_instead()
    {
        var somebody = await Customer.RegisterAsync(region.Blue);
        region.Redis.Pause();
        (await customer.SendAsync(HttpMethod.Delete, "/api/cart/items/17")).Dispose();
        await Eventually.BecomesTrueAsync(async () =>
        {
            (await somebody.PutInCartAsync(3, 1)).Dispose();
            return (string)(await CachingRegion.StateAsync(region.Blue))["redis"]! == "down";
        });
        (await customer.PutInCartAsync(17, 9)).Dispose();

        region.Redis.Resume();
        await region.SettleAsync();

        await Eventually.BecomesTrueAsync(async () =>
            (long)(await CachingRegion.StateAsync(region.Blue))["pending"]! == 0);
        Assert.Equal([new(17, 9)], (await carts.FindAsync(id)).Items);
    }

    [Fact]
    public async Task Without_it_the_cart_is_not_bought()
    {
        (await customer.PutInCartAsync(17, 1)).Dispose();
        region.Redis.Pause();

        using var tooEarly = await customer.CheckOutCartAsync("all");
        await tooEarly.MustBeProblemAsync(HttpStatusCode.ServiceUnavailable);
        region.Redis.Resume();
        await region.SettleAsync();
        using var bought = await customer.CheckOutCartAsync("all");

        Assert.Equal(HttpStatusCode.Created, bought.StatusCode);
    }
}
