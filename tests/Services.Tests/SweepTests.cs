using System.Diagnostics;
using Dapper;
using Npgsql;

namespace Shop.Tests;

/// <summary>
/// Kills each service at each step of a purchase, brings it back, and lays the books side by side.
/// </summary>
public sealed class SweepTests(RunningShop shop)
{
    private static readonly string[] Good =
        ["before reserve", "before charge", "before confirm", "before sold"];

    public static TheoryData<string, string, bool> Places
    {
        get
        {
            var places = new TheoryData<string, string, bool>();
            foreach (var step in Good.Append("before bought").Append("before done"))
                places.Add("Orders", step, false);
            foreach (var step in new[] { "before release", "before refund", "before refused" })
                places.Add("Orders", step, true);
            foreach (var when in new[] { "before", "after" })
            {
                places.Add("Inventory", $"{when} reserve", false);
                places.Add("Inventory", $"{when} confirm", false);
                places.Add("Inventory", $"{when} release", true);
                places.Add("Payments", $"{when} charge", false);
                places.Add("Payments", $"{when} charge", true);
                places.Add("Payments", $"{when} refund", true);
                places.Add("Accounts", $"{when} bought", false);
            }
            return places;
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_purchase_ends_as_a_whole_or_not_at_all(string service, string place, bool isDeclined)
    {
        var victim = shop.All.Single(one => one.Name == service);
        var customer = await shop.RegisterAsync();
        (await customer.PutInCartAsync(900, 2)).Dispose();
        var stock = await shop.StockAsync(900);
        await MoodAsync(isDeclined ? "declined" : "");
        await victim.ArmAsync(place);

        var buying = BuyAsync(customer);
        await victim.DiesAsync();
        await victim.StartAsync();
        await MoodAsync(isDeclined ? "declined" : "");
        var clock = Stopwatch.StartNew();
        while (await UnfinishedAsync() > 0)
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), "It isn't finished 10 s later.");
            await Task.Delay(50);
        }

        var told = await buying;
        var orders = (int)(await customer.OrdersAsync())["total"]!;
        Assert.Equal(isDeclined ? 0 : 1, orders);
        Assert.Equal(stock - (2 * orders), await shop.StockAsync(900));
        Assert.True(told is not HttpStatusCode.Created || orders == 1);
        using var cart = await customer.GetAsync("/api/cart");
        Assert.Equal(isDeclined ? 1 : 0, (await cart.ReadAsync())["items"]!.AsArray().Count);
        await BalanceAsync();
    }

    // All that was ever sold is confirmed and paid for, and the other way round.
    private async Task BalanceAsync()
    {
        var sold = await AskAsync(shop.OrdersData, "select id from orders where state = 'done'");
        var open = await AskAsync(shop.OrdersData, "select id from orders where state in ('open', 'sold')");
        var confirmed = await AskAsync(
            shop.InventoryData, "select purchase from reservations where state = 'confirmed'");
        var held = await AskAsync(
            shop.InventoryData, "select purchase from reservations where state = 'reserved'");
        var charged = (await shop.Payments.GetAsync<JsonArray>("/internal/charges"))!
            .Where(charge => (string)charge!["outcome"]! == "charged")
            .Select(charge => Guid.Parse((string)charge!["key"]!))
            .ToHashSet();
        Assert.Empty(open);
        Assert.Empty(held);
        Assert.Equal(sold.Order(), confirmed.Order());
        Assert.Equal(sold.Order(), charged.Order());
    }

    private static async Task<HashSet<Guid>> AskAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        return [.. await connection.QueryAsync<Guid>(sql)];
    }

    private async Task<long> UnfinishedAsync()
    {
        await using var connection = new NpgsqlConnection(shop.OrdersData);
        return await connection.ExecuteScalarAsync<long>(
            "select count(*) from orders where state in ('open', 'sold')");
    }

    private Task MoodAsync(string name) => shop.Payments.SendAsync(
        HttpMethod.Put, "/internal/mood", new { name, share = 1.0 });

    private static async Task<HttpStatusCode> BuyAsync(Customer customer)
    {
        try
        {
            using var answer = await customer.CheckOutCartAsync("one");
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return default;
        }
    }
}
