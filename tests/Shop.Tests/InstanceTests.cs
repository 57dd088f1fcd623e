namespace Shop.Tests;

public class InstanceTests(RunningShop shop)
{
    [Fact]
    public async Task Every_answer_says_who_gave_it_and_how_long_it_took()
    {
        var customer = await shop.RegisterAsync();
        using var response = await customer.GetAsync("/api/orders");
        using var missing = await shop.Backend.Client.GetAsync("/nowhere");

        Assert.Equal("us-east-1/backend/v1", response.Headers.GetValues("X-Served-By").Single());
        Assert.Matches(
            @"^db;dur=\d+\.\d, app;dur=\d+\.\d$",
            response.Headers.GetValues("Server-Timing").Single());
        Assert.Equal("us-east-1/backend/v1", missing.Headers.GetValues("X-Served-By").Single());
    }

    [Fact]
    public async Task Two_instances_that_start_at_once_on_an_empty_database_become_one_shop()
    {
        var database = await shop.Postgres.CreateDatabaseAsync();
        var starting = await Task.WhenAll(
            Service.StartBackendAsync(database), Service.StartBackendAsync(database));
        await using var one = starting[0];
        await using var other = starting[1];

        var here = await Customer.RegisterAsync(one);
        var there = await Customer.RegisterAsync(other);

        using var first = await here.At(other).GetAsync("/api/cart");
        using var second = await there.At(one).GetAsync("/api/cart");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        var products = await one.Client.GetFromJsonAsync<JsonNode>("/api/products");
        Assert.Equal(1_000, (int)products!["total"]!);
    }

    [Fact]
    public async Task A_token_outlives_the_instance_that_gave_it()
    {
        var database = await shop.Postgres.CreateDatabaseAsync();
        var before = await Service.StartBackendAsync(database);
        var customer = await Customer.RegisterAsync(before);
        Assert.Equal(0, await before.TerminateAsync());
        await before.DisposeAsync();

        await using var after = await Service.StartBackendAsync(database);

        using var response = await customer.At(after).GetAsync("/api/cart");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_purchase_repeated_at_another_instance_is_the_same_order()
    {
        var database = await shop.Postgres.CreateDatabaseAsync();
        await using var one = await Service.StartBackendAsync(database);
        await using var other = await Service.StartBackendAsync(database);
        var customer = await Customer.RegisterAsync(one);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            customer.At(i % 2 == 0 ? one : other).BuyAsync("once", (1, 1))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Single(answers.Select(answer => answer.Headers.Location).Distinct());
    }

    [Fact]
    public async Task The_second_release_tells_more_about_a_product()
    {
        var database = await shop.Postgres.CreateDatabaseAsync();
        await using var next = await Service.StartBackendAsync(database, release: "v2");

        var before = await shop.Backend.Client.GetFromJsonAsync<JsonNode>("/api/products/7");
        var after = await next.Client.GetFromJsonAsync<JsonNode>("/api/products/7");

        Assert.Null(before!["freeShipping"]);
        Assert.True((bool)after!["freeShipping"]!);
    }

    [Fact]
    public async Task The_API_describes_itself()
    {
        var document = await shop.Backend.Client.GetFromJsonAsync<JsonNode>("/openapi/v1.json");

        Assert.Equal(
            [
                "/api/cart",
                "/api/cart/items/{productId}",
                "/api/categories",
                "/api/customers",
                "/api/orders",
                "/api/orders/{id}",
                "/api/products",
                "/api/products/{id}",
                "/api/sessions",
            ],
            document!["paths"]!.AsObject().Select(path => path.Key.TrimEnd('/')).Order());
    }
}
