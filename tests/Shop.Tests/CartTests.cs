namespace Shop.Tests;

public class CartTests(RunningShop shop)
{
    [Fact]
    public async Task A_cart_remembers_what_was_put_in()
    {
        var customer = await shop.RegisterAsync();

        (await customer.PutInCartAsync(5, 2)).Dispose();
        (await customer.PutInCartAsync(9, 1)).Dispose();
        (await customer.PutInCartAsync(5, 3)).Dispose();
        (await customer.SendAsync(HttpMethod.Delete, "/api/cart/items/9")).Dispose();

        using var response = await customer.GetAsync("/api/cart");
        Assert.Equal(
            """{"items":[{"productId":5,"quantity":3}]}""",
            await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Carts_are_private()
    {
        var customer = await shop.RegisterAsync();
        var other = await shop.RegisterAsync();
        (await customer.PutInCartAsync(5, 2)).Dispose();

        using var response = await other.GetAsync("/api/cart");

        Assert.Empty((await response.ReadAsync())["items"]!.AsArray());
    }

    [Fact]
    public async Task An_unknown_product_can_not_be_put_in()
    {
        var customer = await shop.RegisterAsync();

        using var response = await customer.PutInCartAsync(12_345, 1);

        await response.MustBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(100)]
    public async Task A_strange_quantity_is_refused(int quantity)
    {
        var customer = await shop.RegisterAsync();

        using var response = await customer.PutInCartAsync(5, quantity);

        var problem = await response.MustBeProblemAsync(HttpStatusCode.BadRequest);
        Assert.NotNull(problem["errors"]!["quantity"]);
    }
}
