using System.Net.ServerSentEvents;

namespace ControlRoom.Tests;

public sealed class BoardTests
{
    private readonly Board board = new();

    [Fact]
    public void A_board_is_watched_once_somebody_asks_for_it()
    {
        var fresh = new Board();
        Assert.False(fresh.IsWatched);

        fresh.Snapshot();

        Assert.True(fresh.IsWatched);
    }

    [Fact]
    public async Task A_viewer_gets_everything_first()
    {
        board.Put("counter", "lost writes", new CounterView("", 0, 3));
        board.Append("log", new LogView(1.5, "inject", "kill backend"), keep: 10);

        await using var viewer = new Viewer(board);
        var snapshot = await viewer.NextAsync("snapshot");

        Assert.Equal(3, (double)snapshot["facts"]!["counter"]!["lost writes"]!["value"]!);
        Assert.Equal("kill backend", (string)snapshot["records"]!["log"]![0]!["what"]!);
    }

    [Fact]
    public async Task Then_it_gets_each_change_in_order()
    {
        await using var viewer = new Viewer(board);
        await viewer.NextAsync("snapshot");

        board.Put("counter", "lag", new CounterView("ms", null, 1));
        board.Append("log", new LogView(2, "restore", "mend"), keep: 10);
        board.Put("counter", "lag", new CounterView("ms", null, 2));

        Assert.Equal(1, (double)(await viewer.NextAsync("fact"))["value"]!["value"]!);
        Assert.Equal("mend", (string)(await viewer.NextAsync("record"))["value"]!["what"]!);
        Assert.Equal(2, (double)(await viewer.NextAsync("fact"))["value"]!["value"]!);
    }

    [Fact]
    public async Task A_fact_that_is_repeated_is_no_news()
    {
        board.Put("counter", "lag", new CounterView("ms", null, 1));
        await using var viewer = new Viewer(board);
        await viewer.NextAsync("snapshot");

        board.Put("counter", "lag", new CounterView("ms", null, 1));
        board.Put("counter", "lag", new CounterView("ms", null, 5));

        Assert.Equal(5, (double)(await viewer.NextAsync("fact"))["value"]!["value"]!);
    }

    [Fact]
    public void A_record_forgets_its_oldest_entries()
    {
        for (var i = 0; i < 10; i++)
        {
            board.Append("log", new LogView(i, "note", $"number {i}"), keep: 3);
        }

        var log = JsonNode.Parse(board.Snapshot())!["records"]!["log"]!.AsArray();
        Assert.Equal(
            ["number 7", "number 8", "number 9"],
            log.Select(entry => (string)entry!["what"]!));
    }

    [Fact]
    public async Task A_viewer_who_falls_behind_is_sent_away_and_the_others_stay()
    {
        await using var slow = new Viewer(board);
        await using var quick = new Viewer(board);
        await slow.NextAsync("snapshot");
        await quick.NextAsync("snapshot");

        for (var i = 0; i <= Board.Patience; i++)
        {
            board.Append("log", new LogView(i, "note", "more"), keep: 3);
            await quick.NextAsync("record");
        }

        Assert.Equal(1, board.Viewers);
    }

    [Fact]
    public async Task A_viewer_who_leaves_is_forgotten()
    {
        await using (var viewer = new Viewer(board))
        {
            await viewer.NextAsync("snapshot");
            Assert.Equal(1, board.Viewers);
        }

        Assert.Equal(0, board.Viewers);
    }

    [Fact]
    public async Task Closing_sends_everybody_away_and_lets_nobody_in()
    {
        await using var early = new Viewer(board);
        await early.NextAsync("snapshot");

        board.Close();

        Assert.True(await early.EndsAsync());
        await using var late = new Viewer(board);
        await late.NextAsync("snapshot");
        Assert.True(await late.EndsAsync());
    }

    private sealed class Viewer(Board board) : IAsyncDisposable
    {
        private readonly IAsyncEnumerator<SseItem<string>> items =
            board.WatchAsync().GetAsyncEnumerator();

        public async Task<JsonNode> NextAsync(string type)
        {
            Assert.True(await items.MoveNextAsync());
            Assert.Equal(type, items.Current.EventType);
            return JsonNode.Parse(items.Current.Data)!;
        }

        public async Task<bool> EndsAsync() => !await items.MoveNextAsync();

        public ValueTask DisposeAsync() => items.DisposeAsync();
    }
}
