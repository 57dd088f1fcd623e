namespace ControlRoom.Tests;

[Collection("room")]
public sealed class DemoTests(Room room)
{
    [Theory]
    [InlineData("true", "held")]
    [InlineData("false", "refuted")]
    public async Task A_demo_ends_with_its_verdict(string demo, string verdict)
    {
        var answer = await room.OrderAsync($"demos/{demo}");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await room.SeeAsync("run", demo, "status", "playing"); // An earlier verdict is still there.
        await room.SeeAsync("run", demo, "status", verdict);
        Assert.Equal(verdict, (string)room.Fact("run", demo)!["report"]!["verdict"]!);
        Assert.Contains(room.Log(), entry => entry.StartsWith($"{verdict}: demo {demo}"));
    }

    [Fact]
    public async Task A_demo_is_not_blamed_for_what_was_lost_before_it()
    {
        using (await room.ForgetOrdersAsync())
        {
            await room.OrderAsync("reset");
            await room.SeeAsync("reset", "reset", "status", "failed");

            await room.OrderAsync("demos/true");
            await room.SeeAsync("run", "true", "status", "playing");
            await room.SeeAsync("run", "true", "status", "held");
        }

        await room.OrderAsync("reset");
        await room.SeeAsync("reset", "reset", "status", "proved");
    }

    [Fact]
    public async Task What_is_found_out_later_stands_where_it_happened()
    {
        await room.OrderAsync("demos/true");

        await room.SeeAsync("run", "true", "status", "playing");
        await room.SeeAsync("run", "true", "status", "held");
        var timeline = room.Fact("run", "true")!["report"]!["timeline"]!.AsArray();
        Assert.Equal("found out later", (string)timeline[0]!["what"]!);
        Assert.InRange((double)timeline[0]!["seconds"]!, -10, -5);
    }

    [Fact]
    public async Task A_demo_that_throws_says_why()
    {
        await room.OrderAsync("demos/broken");

        await room.SeeAsync("run", "broken", "status", "broken");
        Assert.Equal("a screw is loose", (string)room.Fact("run", "broken")!["message"]!);
    }

    [Fact]
    public async Task While_a_demo_plays_nothing_else_is_broken_and_a_stop_restores()
    {
        await room.OrderAsync("demos/endless");
        await room.SeeAsync("link", "us-east-1-to-shop", "nowMs", "50");

        var second = await room.OrderAsync("demos/true");
        var byHand = await room.OrderAsync("links/eu-west-1-to-shop/refuse");
        await room.OrderAsync("stop");

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, byHand.StatusCode);
        await room.SeeAsync("run", "endless", "status", "stopped");
        await room.SeeAsync("link", "us-east-1-to-shop", "nowMs", "0");
    }

    [Fact]
    public async Task A_demo_that_somebody_else_started_is_shown_and_can_be_stopped()
    {
        var byCommandLine = room.PlayAsync("endless");
        await room.SeeAsync("run", "endless", "status", "playing");
        await Room.EventuallyAsync(() => Task.FromResult(
            room.Fact("run", "endless")!["timeline"]!.AsArray().Count > 1));

        var byHand = await room.OrderAsync("links/eu-west-1-to-shop/refuse");
        await room.OrderAsync("stop");

        Assert.Equal(HttpStatusCode.Conflict, byHand.StatusCode);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => byCommandLine);
        await room.SeeAsync("run", "endless", "status", "stopped");
    }

    [Fact]
    public async Task What_was_chosen_holds_again_after_a_demo_that_chose_too()
    {
        await room.OrderAsync("switches/pace?to=fast");
        await room.OrderAsync("demos/endless");
        await room.SeeAsync("run", "endless", "status", "playing");

        room.Pace = "slow"; // As a demo leaves it.
        await room.OrderAsync("stop");

        Assert.Equal("fast", room.Pace);
        await room.OrderAsync("reset");
        Assert.Equal("slow", room.Pace);
    }

    [Fact]
    public async Task A_reset_breaks_a_demo_off()
    {
        await room.OrderAsync("demos/endless");
        await room.SeeAsync("run", "endless", "status", "playing");

        await room.OrderAsync("reset");

        await room.SeeAsync("run", "endless", "status", "stopped");
        await room.SeeAsync("reset", "reset", "status", "proved");
    }

    [Fact(Timeout = 60_000)]
    public async Task The_timeline_grows_before_everybodys_eyes()
    {
        await room.OrderAsync("demos/true");
        var timelines = new List<int>();
        await foreach (var item in room.EventsAsync())
        {
            var data = JsonNode.Parse(item.Data)!;
            if (item.EventType == "fact" && (string)data["topic"]! == "run")
            {
                timelines.Add(data["value"]!["timeline"]!.AsArray().Count);
                if ((string)data["value"]!["status"]! == "held")
                {
                    break;
                }
            }
        }

        Assert.Equal(timelines.Order(), timelines);
        Assert.True(timelines[^1] >= 1);
    }
}
