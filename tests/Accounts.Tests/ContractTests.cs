using System.Text.Json;
using Shop.Contracts;

namespace Shop.Tests;

/// <summary>
/// What is promised is checked in; what is served must be that, and must do for all. Deploys other
/// releases, so it has a shop of its own.
/// </summary>
public sealed class ContractTests(RunningShop shop) : IClassFixture<RunningShop>, IAsyncLifetime
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    public async ValueTask InitializeAsync() => await DeployAsync("v2");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("v1")]
    [InlineData("v2")]
    [InlineData("internal")]
    public async Task What_is_served_is_what_was_agreed_on(string contract)
    {
        var served = await DescribeAsync(contract);
        // Whoever changes the API on purpose takes the new file from there, and it is seen in the diff.
        await File.WriteAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, $"accounts.{contract}.json"),
            served.ToJsonString(Readable));

        var agreed = Contract.Agreed($"accounts.{contract}.json");

        Assert.Empty(Breaking.Changes(agreed, new Contract(served)));
        Assert.Empty(Breaking.Changes(new Contract(served), agreed));
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("v2")]
    public async Task Every_consumer_finds_what_it_needs(string release)
    {
        await DeployAsync(release);

        foreach (var consumer in Contract.Consumers().Where(one => release == "v2" || one.Name != "phone"))
        {
            var served = await DescribeAsync(consumer.Contract.Split('.')[1]);
            Assert.Empty(consumer.Missing(new Contract(served)));
        }
    }

    [Fact]
    public async Task A_release_that_breaks_the_first_contract_is_caught()
    {
        await DeployAsync("v3");

        var served = new Contract(await DescribeAsync("v1"));

        Assert.Contains(
            "GET /api/cart: 200 doesn't tell items[].productId",
            Breaking.Changes(Contract.Agreed("accounts.v1.json"), served));
        Assert.Contains(
            "storefront needs items[].productId: integer of GET /api/cart",
            Contract.Consumers().SelectMany(one => one.Missing(served)));
    }

    [Fact]
    public async Task Both_contracts_speak_of_the_same_cart()
    {
        var person = await Person.RegisterAsync(shop.Us);
        (await person.SendAsync(shop.Us, HttpMethod.Put, "/api/cart/items/5", new { quantity = 2 })).Dispose();

        var first = await person.GetAsync(shop.Us, "/api/cart");
        var second = await person.GetAsync(shop.Us, "/api/v2/cart");

        Assert.Equal("""{"items":[{"productId":5,"quantity":2}]}""", first.ToJsonString());
        Assert.Equal(
            """{"items":[{"product":"/api/products/5","quantity":2}],"pieces":2}""",
            second.ToJsonString());
    }

    [Theory]
    [InlineData("\"quantity\":{\"type\":\"integer\"", "\"quantity\":{\"type\":\"string\"", "tells")]
    [InlineData("/api/sessions", "/api/login", "is gone")]
    [InlineData("\"required\":[\"quantity\"]", "\"required\":[]", null)]
    [InlineData("\"required\":[\"email\",\"password\"]", "\"required\":[\"email\",\"password\",\"token\"]", null)]
    public async Task Changes_that_break_somebody_are_told_from_those_that_do_not(
        string before, string after, string? expected)
    {
        var served = await DescribeAsync("v1");
        var next = served.ToJsonString().Replace(before, after, StringComparison.Ordinal);

        var changes = Breaking.Changes(new(served), new(JsonNode.Parse(next)!));

        if (expected is null)
            Assert.Empty(changes);
        else
            Assert.Contains(changes, change => change.Contains(expected, StringComparison.Ordinal));
    }

    private async Task<JsonNode> DescribeAsync(string contract) =>
        (await shop.Us.Service.Client.GetFromJsonAsync<JsonNode>($"/openapi/{contract}.json"))!;

    private async Task DeployAsync(string release)
    {
        if (shop.Us.Release == release)
            return;
        await shop.Us.Service.DisposeAsync();
        await shop.Us.RestartAsync(release);
    }
}
