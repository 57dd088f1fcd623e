using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using static Shop.Shoppers.Tests.Hand;

namespace Shop.Shoppers.Tests;

public sealed class AuditTests
{
    [Fact]
    public async Task A_shop_that_keeps_its_books_is_clean()
    {
        await using var shop = await FakeShop.OpenAsync();
        var report = await RunAsync(shop);
        Assert.True(report.Clean);
        Assert.True(report.Complete);
        Assert.True(report.Acknowledged > 50);
        Assert.Equal(report.Acknowledged, report.Orders);
        Assert.Empty(report.Findings);
    }

    [Fact]
    public async Task Lost_orders_are_found()
    {
        await using var shop = await FakeShop.OpenAsync();
        var report = await RunAsync(shop, after: () =>
            shop.Orders.Values.First().RemoveRange(0, 3));
        Assert.Equal((3, 0, 0), (report.Lost, report.Duplicate, report.Phantom));
        Assert.Equal(3, report.Findings.Count);
        Assert.StartsWith("Lost: order order-", report.Findings[0]);
    }

    [Fact]
    public async Task An_order_that_is_only_on_its_way_to_the_books_is_not_lost()
    {
        await using var shop = await FakeShop.OpenAsync();
        var late = new List<JsonObject>();
        var report = await RunAsync(shop, patience: Ms(10_000), after: () =>
        {
            var orders = shop.Orders.Values.First();
            late.AddRange(orders[..3]);
            orders.RemoveRange(0, 3);
            shop.Before = context =>
            {
                // The second time that somebody looks for them, they are there.
                if (context.Request.Path == "/api/products" && late.Count > 0)
                {
                    orders.AddRange(late);
                    late.Clear();
                }

                return Task.FromResult(false);
            };
        });
        Assert.True(report.Clean);
    }

    [Fact]
    public async Task Orders_of_a_customer_who_is_gone_are_lost()
    {
        await using var shop = await FakeShop.OpenAsync();
        var report = await RunAsync(shop, after: () =>
        {
            shop.Forget();
            shop.Before = context =>
            {
                var signsIn = context.Request.Path == "/api/sessions";
                context.Response.StatusCode = signsIn ? 401 : 200;
                return Task.FromResult(signsIn);
            };
        });
        Assert.Equal(report.Acknowledged, report.Lost);
        Assert.Equal(10, report.Findings.Count);
    }

    [Fact]
    public async Task An_order_that_is_there_twice_is_a_duplicate()
    {
        await using var shop = await FakeShop.OpenAsync();
        var report = await RunAsync(shop, after: () =>
        {
            var (customer, orders) = shop.Orders.First();
            shop.Remember(customer, "another key", (int)orders[0]["lines"]![0]!["productId"]!);
        });
        Assert.Equal((0, 1, 0), (report.Lost, report.Duplicate, report.Phantom));
    }

    [Fact]
    public async Task An_order_that_nobody_made_is_a_phantom()
    {
        await using var shop = await FakeShop.OpenAsync();
        var report = await RunAsync(shop, after: () =>
            shop.Remember(shop.Orders.Keys.First(), "a key", product: 5_000));
        Assert.Equal((0, 0, 1), (report.Lost, report.Duplicate, report.Phantom));
    }

    [Fact]
    public async Task An_order_whose_answer_was_lost_is_explained()
    {
        await using var shop = await FakeShop.OpenAsync();
        var left = 3;
        shop.Before = async context =>
        {
            if (!FakeShop.IsCheckout(context) || Interlocked.Decrement(ref left) < 0)
            {
                return false;
            }

            var body = await System.Text.Json.Nodes.JsonNode.ParseAsync(context.Request.Body);
            var product = (int)body!["items"]![0]!["productId"]!;
            shop.Remember(
                shop.Customer(context)!, context.Request.Headers["Idempotency-Key"]!, product);
            context.Abort();
            return true;
        };
        var report = await RunAsync(shop, new() { RepeatUnknown = false });
        Assert.True(report.Clean, string.Join('\n', report.Findings));
        Assert.Equal(3, report.Explained);
        Assert.Equal(report.Acknowledged + 3, report.Orders);
    }

    [Fact]
    public async Task A_purchase_that_may_have_been_made_is_repeated_until_the_shop_says_yes_or_no()
    {
        await using var shop = await FakeShop.OpenAsync();
        var attempts = new ConcurrentDictionary<string, int>();
        shop.Before = context =>
        {
            if (!FakeShop.IsCheckout(context))
            {
                return Task.FromResult(false);
            }

            switch (attempts.AddOrUpdate(context.Request.Headers["Idempotency-Key"]!, 1, (_, count) => count + 1))
            {
                case 1:
                    context.Abort();
                    return Task.FromResult(true);
                case 2:
                    context.Response.StatusCode = 429;
                    return Task.FromResult(true);
                default:
                    return Task.FromResult(false);
            }
        };

        var report = await RunAsync(shop, new());

        Assert.True(report.Clean, string.Join('\n', report.Findings));
        Assert.Contains(attempts.Values, count => count > 2);
        Assert.DoesNotContain(attempts.Values, count => count > 3);
        Assert.True(report.Acknowledged > 0);
    }

    [Fact]
    public async Task A_shop_that_ignores_keys_makes_duplicates_of_repeated_purchases()
    {
        await using var shop = await FakeShop.OpenAsync();
        var left = 3;
        shop.Before = async context =>
        {
            if (!FakeShop.IsCheckout(context) || Interlocked.Decrement(ref left) < 0)
            {
                return false;
            }

            var body = await System.Text.Json.Nodes.JsonNode.ParseAsync(context.Request.Body);
            var product = (int)body!["items"]![0]!["productId"]!;
            shop.Remember(shop.Customer(context)!, Guid.NewGuid().ToString(), product);
            context.Abort();
            return true;
        };
        var report = await RunAsync(shop);
        Assert.Equal((0, 3, 0), (report.Lost, report.Duplicate, report.Phantom));
    }

    [Fact]
    public async Task Stock_below_zero_is_an_oversell()
    {
        await using var shop = await FakeShop.OpenAsync();
        var report = await RunAsync(shop, after: () => shop.Stock = -2);
        Assert.Equal(1, report.Oversold);
        Assert.Equal("Oversold: product 13 has a stock of -2", Assert.Single(report.Findings));
    }

    [Fact]
    public async Task A_shop_that_does_not_answer_can_not_be_audited()
    {
        await using var shop = await FakeShop.OpenAsync();
        await Assert.ThrowsAsync<ShopperException>(() => RunAsync(shop, after: () =>
            shop.Before = context =>
            {
                context.Response.StatusCode = 503;
                return Task.FromResult(true);
            }));
    }

    private static async Task<AuditReport> RunAsync(
        FakeShop shop,
        Workload? workload = null,
        Action? after = null,
        TimeSpan patience = default)
    {
        workload = (workload ?? new()) with { Rate = 300, Mix = Mix.Only(Kind.Checkout) };
        await using var fleet = new Fleet([shop.From("eu")], workload);
        await fleet.StartAsync();
        await fleet.MeasureAsync(Ms(300));
        await fleet.StopAsync();
        after?.Invoke();
        return await fleet.AuditAsync(shop.Url, patience);
    }
}
