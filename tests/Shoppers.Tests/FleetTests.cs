using System.Net.Sockets;
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
        Assert.InRange(window.Of("eu").Count, 90, 110);
        Assert.InRange(window.Of("us").Count, 18, 22);
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
            Assert.InRange(seconds[1].Cells.Sum(one => one.Summary.Count), 50, 150);
            Assert.Equal(cell.Summary.Count, cell.ServedBy["us-east-1/backend/v1"]);
        }
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
                    var client = new TcpClient();
                    await client.ConnectAsync("127.0.0.1", port, cancellation);
                    return client.GetStream();
                },
            });
        await fleet.FirstPurchaseAsync();
        Assert.Equal("ap shop.example", asked[0]);
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
