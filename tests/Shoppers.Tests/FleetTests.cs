using Microsoft.AspNetCore.Http;
using static Shop.Shoppers.Tests.Hand;

namespace Shop.Shoppers.Tests;

public sealed class FleetTests
{
    [Fact]
    public async Task Shoppers_of_all_regions_shop_at_their_rates()
    {
        await using var shop = await FakeShop.OpenAsync();
        await using var fleet = new Fleet([shop.From("eu"), shop.From("us")], new() { Rate = 100 });
        fleet.SetRate(20, "us");
        await fleet.StartAsync();
        var window = await fleet.MeasureAsync(Ms(1_000));
        Assert.InRange(window.Of("eu").Count, 99, 101);
        Assert.InRange(window.Of("us").Count, 19, 21);
        Assert.Equal(window.All.Count, window.All.Ok);
        Assert.Equal(8, shop.Requests.Count(request => request == "POST /api/customers"));
    }

    [Fact]
    public async Task The_first_purchase_is_a_real_one()
    {
        await using var shop = await FakeShop.OpenAsync();
        await using var fleet = new Fleet([shop.From("eu")]);
        Assert.InRange(await fleet.FirstPurchaseAsync(), Ms(0.01), Ms(5_000));
        Assert.Single(shop.Orders.Values.Single());
        Assert.Equal("first purchase", fleet.History.All().Single().Stream);
    }

    [Fact]
    public async Task A_closed_shop_is_told_in_one_line()
    {
        await using var shop = await FakeShop.OpenAsync();
        await using var fleet = new Fleet([shop.From("eu")]);
        shop.Before = context =>
        {
            context.Response.StatusCode = 503;
            return Task.FromResult(true);
        };
        var error = await Assert.ThrowsAsync<ShopperException>(() => fleet.FirstPurchaseAsync());
        Assert.Equal($"A customer in eu can't register at {shop.Url}: http 503", error.Message);
        shop.Before = context =>
        {
            context.Response.StatusCode = FakeShop.IsCheckout(context) ? 500 : 200;
            return Task.FromResult(FakeShop.IsCheckout(context));
        };
        error = await Assert.ThrowsAsync<ShopperException>(() => fleet.FirstPurchaseAsync());
        Assert.Equal($"The first purchase at {shop.Url} failed: http 500", error.Message);
    }

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
        Assert.InRange(window.All.Count, 99, 101);
        Assert.Equal(window.All.Count, window.All.Ok);
        Assert.InRange(window.All.P50Ms, 480, 750);
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

        Assert.InRange(window.All.Count, 199, 201);
        Assert.Equal(window.All.Count, window.All.Failed);
        var errors = window.Operations.CountBy(one => one.Error!).ToDictionary();
        Assert.InRange(errors["timeout"], 50, 110);
        Assert.Equal(window.All.Count, errors["timeout"] + errors["shed by the client"]);
        Assert.True(window.Downtime.Seconds > 0.9);
    }

    [Fact]
    public async Task Pausing_holds_arrivals_back_and_makes_up_for_nothing()
    {
        await using var shop = await FakeShop.OpenAsync();
        await using var fleet = new Fleet([shop.From("eu")], new() { Rate = 200 });
        await fleet.StartAsync();
        await UntilAsync(() => fleet.History.Count > 10, "shoppers shop");
        fleet.Pause();
        var noticed = fleet.History.Now + Ms(100);
        Assert.Equal(0, (await fleet.MeasureAsync(noticed, noticed + Ms(500))).All.Count);
        fleet.Resume();
        Assert.InRange((await fleet.MeasureAsync(Ms(500))).All.Count, 80, 101);
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

        Assert.InRange(window.All.Count, 24, 26);
        Assert.InRange(flooded.All.Count, 195, 205);
        Assert.All(flooded.Operations, one =>
            Assert.Equal((Kind.Cart, flood.Customer), (one.Kind, one.Customer)));
        flood.Rate = 0;
        await Assert.ThrowsAsync<ArgumentException>(() =>
            fleet.StartFloodAsync(new("flood", "nowhere", Kind.Cart, 1)));
    }

    [Fact]
    public async Task Expired_tokens_are_renewed_without_an_operation_of_their_own()
    {
        await using var shop = await FakeShop.OpenAsync();
        await using var fleet = new Fleet(
            [shop.From("eu")],
            new() { Rate = 200, Mix = Mix.Only(Kind.Checkout) });
        await fleet.StartAsync();
        shop.Forget();
        var window = await fleet.MeasureAsync(Ms(300));
        Assert.Equal(window.All.Count, window.All.Ok);
        Assert.All(window.Operations, one => Assert.Equal(Kind.Checkout, one.Kind));
        Assert.InRange(shop.Requests.Count(request => request == "POST /api/sessions"), 1, 4);
    }

    [Fact]
    public async Task A_purchase_of_unknown_outcome_is_repeated_under_its_key()
    {
        await using var shop = await FakeShop.OpenAsync();
        await using var fleet = new Fleet(
            [shop.From("eu")],
            new() { Rate = 100, Mix = Mix.Only(Kind.Checkout) });
        var left = 3;
        shop.Before = async context =>
        {
            var fails = FakeShop.IsCheckout(context) && Interlocked.Decrement(ref left) >= 0;
            context.Response.StatusCode = fails ? 503 : 200;
            return await Task.FromResult(fails);
        };
        await fleet.StartAsync();
        await fleet.MeasureAsync(Ms(300));
        await fleet.StopAsync();

        var unknown = fleet.History.All().Where(one => one.Outcome == Outcome.Unknown).ToList();
        Assert.Equal(3, unknown.Count);
        Assert.All(unknown, one => Assert.Contains(fleet.History.All(), again =>
            again.Key == one.Key && again.Outcome == Outcome.Ok && again.Customer == one.Customer));
    }

    [Fact]
    public async Task Several_pages_see_every_second()
    {
        await using var shop = await FakeShop.OpenAsync();
        await using var fleet = new Fleet([shop.From("eu")], new() { Rate = 100 });
        await fleet.StartAsync();
        var pages = await Task.WhenAll(WatchAsync(fleet), WatchAsync(fleet));
        foreach (var seconds in pages)
        {
            Assert.Equal(seconds[0].From + Ms(1_000), seconds[1].From);
            var cell = seconds[1].Cells.Single(one => one.Class == Class.Read);
            Assert.Equal(("eu", null), (cell.Region, cell.Error));
            Assert.InRange(seconds[1].Cells.Sum(one => one.Summary.Count), 90, 110);
            Assert.Equal(cell.Summary.Count, cell.ServedBy["us-east-1/backend/v1"]);
        }
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
        var capacity = await fleet.MeasureCapacityAsync(Kind.SignIn, "eu", Ms(400));
        // Four desks and at least 20 ms each.
        Assert.InRange(capacity.PerSecond, 60, 205);
        Assert.InRange(capacity.Concurrency, 2, 8);
        Assert.InRange(capacity.Steps[^1].Concurrency, 8, 32);
        Assert.All(fleet.History.All(), one => Assert.Equal("capacity", one.Stream));
    }

    [Fact]
    public async Task A_region_may_resolve_names_by_itself()
    {
        await using var shop = await FakeShop.OpenAsync();
        var named = new Uri($"http://shop.example:{shop.Url.Port}/");
        var asked = new List<string>();
        await using var fleet = new Fleet(
            [new("ap", named, named)],
            options: new()
            {
                Connect = async (region, host, port, cancellation) =>
                {
                    asked.Add($"{region} {host}");
                    var client = new System.Net.Sockets.TcpClient();
                    await client.ConnectAsync("127.0.0.1", port, cancellation);
                    return client.GetStream();
                },
            });
        await fleet.FirstPurchaseAsync();
        Assert.Equal("ap shop.example", asked[0]);
    }

    private static Mix Reads => Mix.Only(Kind.Product);

    private static async Task<bool> Hang(HttpContext context)
    {
        await Task.Delay(Timeout.Infinite, context.RequestAborted)
            .ContinueWith(_ => { }, TaskScheduler.Default);
        return true;
    }

    private static async Task<List<Second>> WatchAsync(Fleet fleet)
    {
        var seconds = new List<Second>();
        await foreach (var second in fleet.Seconds())
        {
            seconds.Add(second);
            if (seconds.Count == 2)
            {
                break;
            }
        }

        return seconds;
    }
}
