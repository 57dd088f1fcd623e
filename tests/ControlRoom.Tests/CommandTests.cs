namespace ControlRoom.Tests;

[Collection("room")]
public sealed class CommandTests(Room room)
{
    private const string Link = "eu-west-1-to-shop";

    [Theory]
    [InlineData("refuse", "down", "refuse", "cut eu-west-1-to-shop (refuse)")]
    [InlineData("black-hole", "down", "black-hole", "cut eu-west-1-to-shop (black hole)")]
    [InlineData("reset", "down", "reset", "cut eu-west-1-to-shop (reset)")]
    [InlineData("slow?ms=300", "nowMs", "300", "slow eu-west-1-to-shop to 300 ms")]
    [InlineData("flap", "isFlapping", "true", "flap eu-west-1-to-shop every 1 s")]
    public async Task A_link_breaks_and_is_mended(
        string fault,
        string property,
        string value,
        string logged)
    {
        await room.SeeMendedAsync(Link); // What another test mended may not be on the board yet.
        var before = room.Fact("link", Link)![property]?.ToString();

        var broken = await room.OrderAsync($"links/{Link}/{fault}");
        Assert.Equal(HttpStatusCode.NoContent, broken.StatusCode);
        await room.SeeAsync("link", Link, property, value);
        var mended = await room.OrderAsync($"links/{Link}/mend");
        await room.SeeAsync("link", Link, property, before);

        Assert.Equal(HttpStatusCode.NoContent, mended.StatusCode);
        Assert.Contains($"inject: {logged}", room.Log());
        await room.SeeAsync("link", Link, "down", null);
    }

    [Fact]
    public async Task A_partition_cuts_the_links_between_two_regions()
    {
        await room.OrderAsync("regions/eu-west-1/partition?from=us-east-1&outage=reset");

        await room.SeeAsync("link", Link, "down", "reset");
        await room.SeeAsync("link", "us-east-1-to-shop", "down", null);
        await room.OrderAsync($"links/{Link}/mend");
    }

    [Fact]
    public async Task A_command_of_the_level_reaches_its_process()
    {
        var before = room.Pokes;

        var answer = await room.OrderAsync("resources/shop/poke");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(before + 1, room.Pokes);
        await room.SeeAsync("counter", "pokes", "value", $"{before + 1}");
        Assert.Equal("leader", (string)room.Fact("resource", "shop")!["role"]!);
    }

    [Fact]
    public async Task A_switch_is_set_and_a_reset_returns_it()
    {
        await room.OrderAsync("switches/pace?to=fast");
        await room.SeeAsync("switch", "pace", "current", "fast");

        await room.OrderAsync("reset");

        await room.SeeAsync("switch", "pace", "current", "slow");
    }

    [Fact]
    public async Task A_reset_mends_everything_and_proves_it()
    {
        await room.OrderAsync($"links/{Link}/black-hole");
        await room.OrderAsync("links/us-east-1-to-shop/flap");

        await room.OrderAsync("reset");

        var reset = room.Fact("reset", "reset")!;
        Assert.Equal("proved", (string)reset["status"]!);
        var proof = reset["proof"]!.AsArray().Select(line => (string)line!).ToList();
        Assert.Contains("2 of 2 links as configured", proof);
        Assert.Contains(proof, line => line.StartsWith("2 of 2 regions served, 0 of"));
    }

    [Fact]
    public async Task An_old_version_after_a_newer_one_is_counted_as_stale()
    {
        room.Read(product: 7_777, version: 2);
        room.Read(product: 7_777, version: 1);

        await room.SeeAsync("counter", "stale reads in 10 s", "value", "1");
        await room.SeeAsync("counter", "stale reads in 10 s", "value", "0"); // Ten seconds later.
    }

    [Fact]
    public async Task A_reset_counts_the_orders_that_were_lost()
    {
        using (await room.ForgetOrdersAsync())
        {
            await room.OrderAsync("reset");

            await room.SeeAsync("reset", "reset", "status", "failed");
            Assert.NotEqual("0", room.Fact("counter", "orders lost")!["value"]!.ToString());
        }

        await room.OrderAsync("reset");

        await room.SeeAsync("counter", "orders lost", "value", "0");
    }

    [Theory]
    [InlineData("links/nowhere/refuse", HttpStatusCode.NotFound)]
    [InlineData("links/eu-west-1-to-shop/burn", HttpStatusCode.BadRequest)]
    [InlineData("links/eu-west-1-to-shop/slow", HttpStatusCode.BadRequest)]
    [InlineData("links/eu-west-1-to-shop/slow?ms=0", HttpStatusCode.BadRequest)]
    [InlineData("links/eu-west-1-to-shop/slow?ms=60001", HttpStatusCode.BadRequest)]
    [InlineData("links/eu-west-1-to-shop/slow?ms=fast", HttpStatusCode.BadRequest)]
    [InlineData("resources/nothing/kill", HttpStatusCode.NotFound)]
    [InlineData("resources/wan/kill", HttpStatusCode.NotFound)]
    [InlineData("resources/shop/fly", HttpStatusCode.NotFound)]
    [InlineData("weather/rain", HttpStatusCode.NotFound)]
    [InlineData("regions/atlantis/lose", HttpStatusCode.NotFound)]
    [InlineData("regions/eu-west-1/partition", HttpStatusCode.NotFound)]
    [InlineData("switches/pace?to=sideways", HttpStatusCode.BadRequest)]
    [InlineData("switches/pace", HttpStatusCode.BadRequest)]
    [InlineData("demos/nothing", HttpStatusCode.NotFound)]
    public async Task A_senseless_order_is_refused_with_a_reason(
        string order,
        HttpStatusCode status)
    {
        var answer = await room.OrderAsync(order);

        Assert.Equal(status, answer.StatusCode);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.NotEmpty((string)problem["detail"]!);
    }
}
