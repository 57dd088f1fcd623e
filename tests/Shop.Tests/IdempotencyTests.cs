namespace Shop.Tests;

public class IdempotencyTests(RunningShop shop)
{
    private const string TooLong =
        "12345678901234567890123456789012345678901234567890"
        + "12345678901234567890123456789012345678901234567890!";

    [Fact]
    public async Task A_repeated_purchase_is_the_same_order()
    {
        var customer = await shop.RegisterAsync();
        var stock = await shop.StockAsync(870);
        (await customer.PutInCartAsync(870, 1)).Dispose();

        using var first = await customer.CheckOutCartAsync("once");
        using var second = await customer.CheckOutCartAsync("once");

        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.False(first.Headers.Contains("Idempotent-Replayed"));
        Assert.Equal("true", second.Headers.GetValues("Idempotent-Replayed").Single());
        Assert.Equal(stock - 1, await shop.StockAsync(870));
    }

    [Fact]
    public async Task Many_repeats_at_once_are_one_order()
    {
        var customer = await shop.RegisterAsync();
        await shop.SetStockAsync(871, 1);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 30).Select(_ => customer.BuyAsync("double click", (871, 1))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Single(answers, answer => !answer.Headers.Contains("Idempotent-Replayed"));
        Assert.Single(answers.Select(answer => answer.Headers.Location).Distinct());
        Assert.Equal(1, (int)(await customer.OrdersAsync())["total"]!);
    }

    [Fact]
    public async Task Many_repeats_of_buying_the_cart_at_once_are_one_order()
    {
        var customer = await shop.RegisterAsync();
        (await customer.PutInCartAsync(872, 1)).Dispose();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 30).Select(_ => customer.CheckOutCartAsync("double click")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Equal(1, (int)(await customer.OrdersAsync())["total"]!);
    }

    [Fact]
    public async Task A_cart_is_bought_once_whoever_presses_in_how_many_windows()
    {
        var customer = await shop.RegisterAsync();
        (await customer.PutInCartAsync(875, 1)).Dispose();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(window => customer.CheckOutCartAsync($"window {window}")));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(1, (int)(await customer.OrdersAsync())["total"]!);
        (await customer.PutInCartAsync(875, 1)).Dispose();
        using var next = await customer.CheckOutCartAsync("another day");
        Assert.Equal(HttpStatusCode.Created, next.StatusCode);
    }

    [Fact]
    public async Task A_key_stands_for_one_purchase_only()
    {
        var customer = await shop.RegisterAsync();
        (await customer.BuyAsync("key", (873, 1), (874, 1))).Dispose();

        using var reordered = await customer.BuyAsync("key", (874, 1), (873, 1));
        using var different = await customer.BuyAsync("key", (873, 2), (874, 1));

        Assert.Equal(HttpStatusCode.Created, reordered.StatusCode);
        await different.MustBeProblemAsync(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Two_customers_may_choose_the_same_key()
    {
        var one = await shop.RegisterAsync();
        var other = await shop.RegisterAsync();

        using var first = await one.BuyAsync("1", (875, 1));
        using var second = await other.BuyAsync("1", (875, 1));

        Assert.NotEqual(first.Headers.Location, second.Headers.Location);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(TooLong)]
    public async Task A_purchase_without_a_usable_key_is_refused(string? key)
    {
        var customer = await shop.RegisterAsync();

        using var response = await customer.SendAsync(HttpMethod.Post, "/api/orders", key: key);

        var problem = await response.MustBeProblemAsync(HttpStatusCode.BadRequest);
        Assert.NotNull(problem["errors"]!["Idempotency-Key"]);
    }

    [Fact]
    public async Task An_empty_cart_can_not_be_bought()
    {
        var customer = await shop.RegisterAsync();

        using var response = await customer.CheckOutCartAsync("nothing");

        await response.MustBeProblemAsync(HttpStatusCode.BadRequest);
    }
}
