using Microsoft.AspNetCore.Http;
using static Shop.Shoppers.Tests.Hand;

namespace Shop.Shoppers.Tests;

public sealed class OpenLoopTests
{
    [Fact]
    public async Task A_stall_of_the_shop_shows_in_all_that_was_due_meanwhile()
    {
        await using var shop = await FakeShop.OpenAsync();
        await using var fleet = new Fleet([shop.From("eu")], new() { Rate = 100, Mix = Reads });
        await fleet.StartAsync();
        await fleet.MeasureAsync(Ms(200));

        var from = fleet.History.Now;
        var end = from + Ms(1_000);
        shop.Before = async _ =>
        {
            var left = end - fleet.History.Now;
            await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero);
            return false;
        };
        var window = await fleet.MeasureAsync(from, end);

        // Due evenly over a second and all answered at its end: latencies fall evenly from 1 s.
        Assert.InRange(window.All.Count, 90, 110);
        Assert.Equal(window.All.Count, window.All.Ok);
        Assert.InRange(window.All.P50Ms, 450, 1_200);
        Assert.InRange(window.All.P99Ms, 960, 1_500);
    }

    [Fact]
    public async Task Arrivals_keep_their_rate_while_the_shop_hangs_and_the_rest_is_shed()
    {
        await using var shop = await FakeShop.OpenAsync();
        var workload = new Workload { Rate = 200, Mix = Reads, Timeout = Ms(700), InFlight = 50 };
        await using var fleet = new Fleet([shop.From("eu")], workload);
        await fleet.StartAsync();
        shop.Before = Hang;
        var window = await fleet.MeasureAsync(Ms(1_000));

        Assert.InRange(window.All.Count, 180, 220);
        Assert.Equal(window.All.Count, window.All.Failed);
        var errors = window.Operations.CountBy(one => one.Error!).ToDictionary();
        Assert.InRange(errors["timeout"], 50, 110);
        Assert.Equal(window.All.Count, errors["timeout"] + errors["shed by the client"]);
        Assert.True(window.Downtime.Seconds > 0.9);
    }

    [Fact]
    public async Task A_flood_is_one_customer_and_counts_apart()
    {
        await using var shop = await FakeShop.OpenAsync();
        await using var fleet = new Fleet([shop.From("eu")], new() { Rate = 50 });
        await fleet.StartAsync();
        await using var flood = await fleet.StartFloodAsync(new("flood", "eu", Kind.Cart, 400));
        var from = fleet.History.Now;
        var window = await fleet.MeasureAsync(Ms(500));
        var flooded = Window.Of(fleet.History, from, from + Ms(500), "flood");

        Assert.InRange(window.All.Count, 22, 28);
        Assert.InRange(flooded.All.Count, 180, 220);
        Assert.All(flooded.Operations, one =>
            Assert.Equal((Kind.Cart, flood.Customer), (one.Kind, one.Customer)));
        flood.Rate = 0;
        await Assert.ThrowsAsync<ArgumentException>(() =>
            fleet.StartFloodAsync(new("flood", "nowhere", Kind.Cart, 1)));
    }

    [Fact]
    public async Task A_flood_begins_although_its_customer_is_refused_at_first()
    {
        await using var shop = await FakeShop.OpenAsync();
        await using var fleet = new Fleet([shop.From("eu")]);
        var refusals = 3;
        shop.Before = context =>
        {
            var isRefused = Interlocked.Decrement(ref refusals) >= 0;
            context.Response.StatusCode = isRefused ? 503 : 200;
            return Task.FromResult(isRefused);
        };
        await using var flood = await fleet.StartFloodAsync(new("flood", "eu", Kind.Cart, 1));

        Assert.Equal([flood.Customer], shop.Tokens.Values);
    }

    [Fact]
    public async Task Capacity_is_found_where_more_shoppers_get_no_more_done()
    {
        await using var shop = await FakeShop.OpenAsync();
        using var desks = new SemaphoreSlim(4);
        await using var fleet = new Fleet([shop.From("eu")]);
        shop.Before = async context =>
        {
            if (context.Request.Path == "/api/sessions")
            {
                await desks.WaitAsync();
                await Task.Delay(20);
                desks.Release();
            }

            return false;
        };
        var capacity = await fleet.MeasureCapacityAsync(Kind.SignIn, "eu", Ms(1_000));
        // Four desks and at least 20 ms each.
        Assert.InRange(capacity.PerSecond, 60, 205);
        Assert.InRange(capacity.Concurrency, 2, 32);
        Assert.InRange(capacity.Steps[^1].Concurrency, 4, 128);
        Assert.All(fleet.History.All(), one => Assert.Equal("capacity", one.Stream));
    }

    private static Mix Reads => Mix.Only(Kind.Product);

    private static async Task<bool> Hang(HttpContext context)
    {
        await Task.Delay(Timeout.Infinite, context.RequestAborted)
            .ContinueWith(_ => { }, TaskScheduler.Default);
        return true;
    }
}
