namespace ControlRoom.Tests;

[Collection("room")]
public sealed class EventsTests(Room room)
{
    [Fact]
    public async Task The_stream_starts_with_the_whole_level()
    {
        await foreach (var item in room.EventsAsync())
        {
            var facts = JsonNode.Parse(item.Data)!["facts"]!;
            Assert.Equal("snapshot", item.EventType);
            Assert.True((bool)facts["level"]!["level"]!["isOpen"]!);
            Assert.Equal("N. Virginia", (string)facts["region"]!["us-east-1"]!["city"]!);
            var link = facts["link"]!["eu-west-1-to-shop"]!;
            Assert.Equal(room.Rtt.TotalMilliseconds, (double)link["rttMs"]!);
            Assert.Equal("shop", (string)link["to"]!);
            Assert.True((bool)link["isForShoppers"]!);
            Assert.Equal("One is one.", (string)facts["demo"]!["true"]!["claim"]!);
            break;
        }
    }

    [Fact]
    public void What_is_in_no_region_is_shown_and_cannot_be_broken()
    {
        var wan = room.Fact("resource", "wan")!;

        Assert.Null(wan["region"]);
        Assert.Empty(wan["commands"]!.AsArray());
    }

    [Fact]
    public async Task Then_a_second_of_every_region_comes_every_second()
    {
        var seconds = new List<JsonNode>();
        await foreach (var item in room.EventsAsync())
        {
            var data = JsonNode.Parse(item.Data)!;
            if (item.EventType == "record" && (string)data["topic"]! == "second")
            {
                seconds.Add(data["value"]!);
            }

            if (seconds.Count == 3)
            {
                break;
            }
        }

        var gap = (double)seconds[2]["at"]! - (double)seconds[0]["at"]!;
        Assert.InRange(gap, 1, 3);
        Assert.Equal(1.0, seconds.Sum(second => second["regions"]!.AsObject().Count) / 6.0, 0.4);
    }

    [Fact]
    public async Task Viewers_who_leave_are_forgotten()
    {
        await foreach (var _ in room.EventsAsync())
        {
            break;
        }

        await Room.EventuallyAsync(() => Task.FromResult(room.Board.Viewers == 0));
    }

    [Fact]
    public async Task Everything_can_be_saved()
    {
        var answer = await room.GetAsync("/api/log");

        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        var saved = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.NotNull(saved["facts"]!["level"]);
    }
}
