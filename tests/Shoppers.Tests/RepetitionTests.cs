using static Shop.Shoppers.Tests.Hand;

namespace Shop.Shoppers.Tests;

public sealed class RepetitionTests
{
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
}
