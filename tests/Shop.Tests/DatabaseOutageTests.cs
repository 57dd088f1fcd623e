using System.Diagnostics;

namespace Shop.Tests;

public class DatabaseOutageTests
{
    [Fact]
    public async Task While_the_database_is_away_requests_fail_fast_and_afterwards_all_is_well()
    {
        var postgres = new PostgresServer();
        await postgres.InitializeAsync();
        var database = await postgres.CreateDatabaseAsync();
        await using var backend = await Service.StartBackendAsync(database);
        var customer = await Customer.RegisterAsync(backend);
        await postgres.StopAsync();

        var started = Stopwatch.GetTimestamp();
        using var failed = await backend.Client.GetAsync("/api/products");
        using var refused = await customer.BuyAsync("during", (1, 1));
        var took = Stopwatch.GetElapsedTime(started);

        await failed.MustBeProblemAsync(HttpStatusCode.ServiceUnavailable);
        await refused.MustBeProblemAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("1", failed.Headers.RetryAfter?.ToString());
        Assert.True(took < TimeSpan.FromSeconds(4), $"Two requests took {took}.");
        await Eventually.BecomesTrueAsync(async () =>
            await backend.AnswersAsync("/health") == HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.OK, await backend.AnswersAsync("/alive"));

        await postgres.StartAsync();
        await backend.WaitUntilReadyAsync();
        await Eventually.BecomesTrueAsync(async () =>
        {
            using var bought = await customer.BuyAsync("during", (1, 1));
            return bought.StatusCode == HttpStatusCode.Created;
        });
        Assert.Equal(1, (int)(await customer.OrdersAsync())["total"]!);
        await postgres.DisposeAsync();
    }

    [Fact]
    public async Task A_backend_waits_for_a_database_that_starts_later()
    {
        var postgres = new PostgresServer();
        await postgres.InitializeAsync();
        var database = await postgres.CreateDatabaseAsync();
        await postgres.StopAsync();
        await using var backend = Service.Start("Backend", ("ConnectionStrings__shop", database));
        await Eventually.BecomesTrueAsync(() => Task.FromResult(
            backend.Output.Contains("Waiting for the database", StringComparison.Ordinal)));

        await postgres.StartAsync();

        await backend.WaitUntilReadyAsync();
        await postgres.DisposeAsync();
    }
}
