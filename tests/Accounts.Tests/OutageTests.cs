using StackExchange.Redis;

namespace Shop.Tests;

/// <summary>Breaks things, so it has a shop of its own.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private readonly RunningShop shop = new();

    public ValueTask InitializeAsync() => shop.InitializeAsync();

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task A_home_that_is_away_is_named_and_the_others_go_on()
    {
        var person = await Person.RegisterAsync(shop.Eu);
        var neighbour = await Person.RegisterAsync(shop.Us);
        await person.GetAsync(shop.Us, "/api/cart"); // This asks for the key, and keeps it.
        await shop.Eu.Service.DisposeAsync();

        using var away = await person.SendAsync(shop.Us, HttpMethod.Get, "/api/cart");
        var newcomer = await Person.RegisterAsync(shop.Us);

        // The token is good: its key was kept. Only that what it stands for is away.
        var problem = await away.MustBeProblemAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Contains("at home", (string)problem["title"]!, StringComparison.Ordinal);
        await neighbour.GetAsync(shop.Us, "/api/cart");
        await newcomer.GetAsync(shop.Ap, "/api/cart");

        await shop.Eu.RestartAsync();
        await person.GetAsync(shop.Us, "/api/cart");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_erasure_that_was_interrupted_is_finished_soon(bool isRestarted)
    {
        var person = await Person.RegisterAsync(shop.Eu);
        var key = await person.KeyAsync(shop.Eu);
        await shop.Eu.AskAsync<int>($"update customers set erased_at = now() where id = {person.Id}");
        Assert.Equal(HttpStatusCode.Unauthorized, await person.SignInAsync(shop.Eu));
        if (isRestarted)
        {
            await shop.Eu.Service.DisposeAsync();
            await shop.Eu.RestartAsync();
        }

        await Eventually.BecomesTrueAsync(async () => await shop.Eu.AskAsync<int>(
            $"select count(*) from customers where id = {person.Id}") == 0);
        Assert.Empty(await Traces.FindAsync(shop.Eu, key));
    }

    [Fact]
    public async Task Without_pinning_a_European_is_found_in_America()
    {
        foreach (var site in shop.Sites)
            await site.Service.DisposeAsync();
        await shop.StartAsync(("WITHOUT", "pinning"));

        var person = await Person.RegisterAsync(shop.Eu);

        Assert.NotEmpty(await Traces.FindAsync(shop.Us, await person.SealedAsync(shop.Us)));
        await person.GetAsync(shop.Eu, "/api/account");
    }

    [Fact]
    public async Task Orders_that_are_told_twice_count_once()
    {
        var person = await Person.RegisterAsync(shop.Eu);
        await TellAsync();
        await BonusAsync(3);

        using (var redis = await shop.Redis.ConnectAsync())
            await redis.GetDatabase().ExecuteAsync("FLUSHALL");
        await TellAsync();
        await TellAsync("6-1");

        await BonusAsync(6);

        async Task TellAsync(string id = "5-1")
        {
            using var redis = await shop.Redis.ConnectAsync();
            await redis.GetDatabase().ExecuteAsync(
                "XADD", "orders", id, "topic", "order-placed", "key", "one", "payload",
                $$"""{"customer": {{person.Id}}, "items": [{"productId": 1, "quantity": 3}]}""");
        }

        Task BonusAsync(int pieces) => Eventually.BecomesTrueAsync(async () =>
            (int)(await person.GetAsync(shop.Eu, "/api/account"))["bonus"]! == pieces);
    }
}
