using System.Diagnostics;
using Dapper;
using Npgsql;

namespace Shop.Tests;

public class SlowDatabaseTests(RunningShop shop)
{
    [Fact]
    public async Task A_purchase_in_flight_is_finished_before_the_instance_stops()
    {
        var database = await shop.Postgres.CreateDatabaseAsync();
        await using var backend = await Service.StartBackendAsync(database);
        var customer = await Customer.RegisterAsync(backend);
        var (buying, stopping) = await WhileLockedAsync(database, async waiting =>
        {
            var buying = customer.BuyAsync("last minute", (1, 1));
            await Eventually.BecomesTrueAsync(waiting);
            return (buying, backend.TerminateAsync());
        });

        using var bought = await buying;

        Assert.Equal(HttpStatusCode.Created, bought.StatusCode);
        Assert.Equal(0, await stopping);
    }

    [Fact]
    public async Task A_purchase_that_takes_too_long_fails_and_its_repeat_buys_once()
    {
        var database = await shop.Postgres.CreateDatabaseAsync();
        await using var backend = await Service.StartBackendAsync(database);
        var customer = await Customer.RegisterAsync(backend);
        var started = Stopwatch.GetTimestamp();
        using var late = await WhileLockedAsync(database, _ => customer.BuyAsync("once", (1, 1)));
        var took = Stopwatch.GetElapsedTime(started);

        using var repeated = await customer.BuyAsync("once", (1, 1));

        await late.MustBeProblemAsync(HttpStatusCode.ServiceUnavailable);
        Assert.True(took < TimeSpan.FromSeconds(4), $"It took {took}.");
        Assert.Equal(HttpStatusCode.Created, repeated.StatusCode);
        Assert.Equal(1, (int)(await customer.OrdersAsync())["total"]!);
    }

    /// <summary>Nobody can change the products until the work is done.</summary>
    private static async Task<T> WhileLockedAsync<T>(
        string database, Func<Func<Task<bool>>, Task<T>> work)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("lock table products in exclusive mode");
        return await work(() => connection.ExecuteScalarAsync<bool>(
            """
            select exists (select from pg_locks where not granted and relation = 'products'::regclass)
            """));
    }
}
