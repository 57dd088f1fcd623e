namespace Shop.Tests;

public class CheckoutTests(RunningShop shop)
{
    [Fact]
    public async Task Buying_the_cart_makes_an_order_and_empties_the_cart()
    {
        var customer = await shop.RegisterAsync();
        var stock = await shop.StockAsync(810);
        (await customer.PutInCartAsync(810, 2)).Dispose();
        (await customer.PutInCartAsync(811, 1)).Dispose();

        using var bought = await customer.CheckOutCartAsync("first");

        Assert.Equal(HttpStatusCode.Created, bought.StatusCode);
        var order = await bought.ReadAsync();
        Assert.Equal([810, 811], order["lines"]!.AsArray().Select(line => (int)line!["productId"]!));
        Assert.Equal(stock - 2, await shop.StockAsync(810));
        using var cart = await customer.GetAsync("/api/cart");
        Assert.Empty((await cart.ReadAsync())["items"]!.AsArray());
        using var found = await customer.GetAsync(bought.Headers.Location!.OriginalString);
        Assert.True(JsonNode.DeepEquals(order, await found.ReadAsync()));
    }

    [Fact]
    public async Task Fifty_buyers_of_the_last_ten_pieces_get_ten()
    {
        await shop.SetStockAsync(820, 10);
        var customers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => shop.RegisterAsync()));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(buyer =>
            customers[buyer % 5].BuyAsync($"buyer {buyer}", (820, 1))));

        Assert.Equal(10, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.Equal(40, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(0, await shop.StockAsync(820));
        var orders = await Task.WhenAll(customers.Select(customer => customer.OrdersAsync()));
        Assert.Equal(10, orders.Sum(page => (int)page["total"]!));
    }

    [Fact]
    public async Task Buyers_of_the_same_products_in_opposite_order_do_not_block_each_other()
    {
        var customer = await shop.RegisterAsync();
        await shop.SetStockAsync(830, 1_000);
        await shop.SetStockAsync(831, 1_000);

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => i % 2 == 0
            ? customer.BuyAsync($"{i}", (830, 1), (831, 1))
            : customer.BuyAsync($"{i}", (831, 1), (830, 1))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Equal(940, await shop.StockAsync(831));
    }

    [Fact]
    public async Task A_purchase_that_is_out_of_stock_names_the_product_and_changes_nothing()
    {
        var customer = await shop.RegisterAsync();
        await shop.SetStockAsync(840, 5);
        await shop.SetStockAsync(841, 1);

        using var response = await customer.BuyAsync("too much", (840, 1), (841, 2));

        var problem = await response.MustBeProblemAsync(HttpStatusCode.Conflict);
        Assert.Equal(841, (int)problem["productId"]!);
        Assert.Equal(1, (int)problem["available"]!);
        Assert.Equal(5, await shop.StockAsync(840));
        Assert.Equal(1, await shop.StockAsync(841));
        Assert.Equal(0, (int)(await customer.OrdersAsync())["total"]!);
    }

    [Fact]
    public async Task A_cart_that_can_not_be_bought_is_kept()
    {
        var customer = await shop.RegisterAsync();
        await shop.SetStockAsync(845, 1);
        (await customer.PutInCartAsync(845, 2)).Dispose();

        using var refused = await customer.CheckOutCartAsync("later");
        await shop.SetStockAsync(845, 2);
        using var bought = await customer.CheckOutCartAsync("later");

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Created, bought.StatusCode);
    }

    [Fact]
    public async Task Strangers_do_not_see_an_order()
    {
        var customer = await shop.RegisterAsync();
        var stranger = await shop.RegisterAsync();
        using var bought = await customer.BuyAsync("mine", (846, 1));

        using var response = await stranger.GetAsync(bought.Headers.Location!.OriginalString);

        await response.MustBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Orders_come_newest_first_and_in_pages()
    {
        var customer = await shop.RegisterAsync();
        foreach (var product in Enumerable.Range(850, 5))
            (await customer.BuyAsync($"{product}", (product, 1))).Dispose();

        using var response = await customer.GetAsync("/api/orders?pageSize=2&page=2");

        var page = await response.ReadAsync();
        Assert.Equal(5, (int)page["total"]!);
        Assert.Equal([852, 851], page["items"]!.AsArray()
            .Select(order => (int)order!["lines"]![0]!["productId"]!));
    }

    [Fact]
    public async Task Products_bought_before_keep_their_price_in_the_order()
    {
        var customer = await shop.RegisterAsync();
        var product = await shop.Backend.Client.GetFromJsonAsync<JsonNode>("/api/products/860");

        using var bought = await customer.BuyAsync("two", (860, 2));

        var order = await bought.ReadAsync();
        Assert.Equal((int)product!["price"]!, (int)order["lines"]![0]!["price"]!);
        Assert.Equal(2 * (int)product["price"]!, (int)order["total"]!);
    }
}
