namespace ControlRoom.Tests;

[Collection("room")]
public sealed class ReplayTests(Room room)
{
    private const string Link = "eu-west-1-to-shop";

    [Fact]
    public async Task A_saved_log_breaks_the_same_things_again_at_the_same_distances()
    {
        await room.OrderAsync("reset");
        var from = room.Entries("log").Count;
        await room.OrderAsync($"links/{Link}/slow?ms=300");
        await Task.Delay(700);
        await room.OrderAsync("switches/pace?to=fast");
        await Task.Delay(1_200);
        await room.OrderAsync($"links/{Link}/black-hole");
        var original = room.Entries("log").Skip(from).ToList();
        var saved = await SinceAsync("reset");
        await room.OrderAsync("reset");

        var answer = await room.ReplayAsync(saved);
        await room.SeeAsync("replay", "replay", "done", "3");
        await room.SeeAsync("link", Link, "down", "black-hole");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var again = room.Entries("log")
            .SkipWhile(one => one.At <= original[^1].At)
            .Where(one => one.Kind is "inject" or "switch")
            .ToList();
        Assert.Equal(original.Select(one => one.What), again.Select(one => one.What));
        Assert.All(original.Zip(again), pair => Assert.Equal(
            pair.First.At - original[0].At, pair.Second.At - again[0].At, tolerance: 0.5));
        Assert.Contains(room.Log(), line => line.StartsWith("replay: 3 orders of", Ordinal));
        await room.OrderAsync("reset");
    }

    [Fact]
    public async Task Its_shoppers_do_the_same_again()
    {
        await room.ReplayAsync(Log(seed: 77, (0, "switches/pace?to=fast")));

        await room.SeeAsync("level", "level", "seed", "77");
        await room.OrderAsync("reset");
    }

    [Fact]
    public async Task It_plays_demos_and_what_came_after_them()
    {
        await room.ReplayAsync(Log(1, (10, "demos/false"), (11, "switches/pace?to=fast")));

        await room.SeeAsync("run", "false", "status", "refuted");
        await room.SeeAsync("switch", "pace", "current", "fast");
        await room.OrderAsync("reset");
    }

    [Fact]
    public async Task It_says_what_it_could_not_do_and_goes_on()
    {
        await room.ReplayAsync(
            Log(1, (0, "resources/shop/stop"), (1, "demos/true"), (1, "switches/pace?to=fast")));
        var byCommandLine = room.PlayAsync("endless");

        await room.SeeAsync("replay", "replay", "status", "playing");
        await room.SeeAsync("replay", "replay", "status", "done");

        Assert.Equal("fast", room.Pace);
        Assert.Contains("failed: true: something else runs", room.Log());
        Assert.Contains(room.Log(), line => line.StartsWith("failed: resources/shop/stop:", Ordinal));
        await room.OrderAsync("reset");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => byCommandLine);
    }

    [Fact]
    public async Task A_reset_stops_it_and_nothing_else_is_broken_meanwhile()
    {
        await room.ReplayAsync(
            Log(1, (0, $"links/{Link}/refuse"), (3600, "switches/pace?to=fast")));
        await room.SeeAsync("link", Link, "down", "refuse");

        var byHand = await room.OrderAsync($"links/{Link}/mend");
        var second = await room.ReplayAsync(Log(1, (0, $"links/{Link}/mend")));
        await room.OrderAsync("reset");

        Assert.Equal(HttpStatusCode.Conflict, byHand.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal("stopped", (string)room.Fact("replay", "replay")!["status"]!);
        Assert.Null(room.Fact("link", Link)!["down"]);
    }

    [Theory]
    [InlineData("""{"at":0,"path":"links/nowhere/refuse"}""", "There is no link 'nowhere'.")]
    [InlineData("""{"at":0,"path":"resources/cdn/kill"}""", "There is no process 'cdn'.")]
    [InlineData("""{"at":0,"path":"demos/quorum"}""", "There is no demo 'quorum'.")]
    [InlineData("""{"at":0,"path":"replay"}""", "There is no order 'replay'.")]
    [InlineData("""{"at":"soon","path":"reset"}""", "file: a log that this page saved.")]
    [InlineData("""{"at":1e300,"path":"reset"}""", "file: a log that this page saved.")]
    [InlineData("", "file: a saved log in which something was ordered.")]
    public async Task What_this_level_cannot_do_is_refused_before_anything_happens(
        string order,
        string reason)
    {
        var file = """{"facts":{"level":{"level":{"level":"other","seed":1}}},"""
            + $$"""
            "records":{"order":[{{order}}]} }
            """;

        var answer = await room.ReplayAsync(file);

        Assert.InRange((int)answer.StatusCode, 400, 404);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal(reason, (string)problem["detail"]!);
    }

    [Theory]
    [InlineData("no JSON at all")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("7")]
    public async Task Any_other_file_is_refused(string file)
    {
        var answer = await room.ReplayAsync(file);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Host", "shop.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task A_foreign_page_can_replay_nothing(string header, string value)
    {
        var answer = await room.SendAsync(
            HttpMethod.Post, "/api/replay", ("X-Control-Room", "1"), (header, value));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private const StringComparison Ordinal = StringComparison.Ordinal;

    /// <summary>What the page saves, without the orders of other tests in the same room.</summary>
    private async Task<string> SinceAsync(string order)
    {
        var answer = await room.GetAsync("/api/log");
        var saved = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        var orders = saved["records"]!["order"]!.AsArray();
        while (orders.Any(one => (string)one!["path"]! == order))
        {
            orders.RemoveAt(0);
        }

        return saved.ToJsonString();
    }

    private static string Log(int seed, params (double At, string Path)[] orders)
    {
        var level = new JsonObject { ["level"] = "other", ["seed"] = seed };
        var written = orders.Select(one => new JsonObject
        {
            ["at"] = one.At,
            ["path"] = one.Path,
        });
        return new JsonObject
        {
            ["facts"] = new JsonObject { ["level"] = new JsonObject { ["level"] = level } },
            ["records"] = new JsonObject { ["order"] = new JsonArray([.. written]) },
        }.ToJsonString();
    }
}
