using System.Text.Json;
using static Shop.Shoppers.Tests.Hand;

namespace Shop.Shoppers.Tests;

public sealed class HistoryTests
{
    [Fact]
    public void It_keeps_no_more_than_its_limit_and_says_what_it_dropped()
    {
        var history = new History(limit: 10_000);
        for (var at = 0; at < 100_000; at++)
        {
            history.Add(Made(at));
        }

        Assert.InRange(history.Count, 10_000, 10_000 + (2 * Block.Size));
        Assert.Equal(100_000, history.Count + history.Dropped);
        Assert.Equal(history.Count, history.All().Count());
        Assert.Equal(Ms(99_999), history.All().Last().Intended);
    }

    [Fact]
    public async Task Readers_see_whole_prefixes_while_many_write()
    {
        var history = new History();
        var writers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var at = 0; at < 20_000; at++)
            {
                history.Add(Made(at));
            }
        })).ToArray();
        while (!Task.WhenAll(writers).IsCompleted)
        {
            Assert.All(history.All().Take(50_000), one => Assert.Equal("eu", one.Region));
        }

        await Task.WhenAll(writers);
        Assert.Equal(80_000, history.All().Count());
        Assert.Equal(4 * 100, history.Between(Ms(500), Ms(600)).Count());
    }

    [Fact]
    public void What_was_taken_does_not_grow()
    {
        var history = new History();
        history.Add(Made(1));
        using var all = history.All().GetEnumerator();
        Assert.True(all.MoveNext());
        history.Add(Made(2));
        Assert.False(all.MoveNext());
    }

    [Fact]
    public void Positions_give_each_operation_once_even_if_some_were_dropped()
    {
        var history = new History(limit: 4_096);
        var position = history.End;
        for (var at = 0; at < 5_000; at++)
        {
            history.Add(Made(at));
        }

        Assert.Equal(5_000, history.Since(ref position).Count);
        history.Add(Made(5_000));
        Assert.Equal(Ms(5_000), Assert.Single(history.Since(ref position)).Intended);
        for (var at = 0; at < 20_000; at++)
        {
            history.Add(Made(at));
        }

        Assert.Equal(history.Count, history.Since(ref position).Count);
        Assert.Empty(history.Since(ref position));
    }

    [Fact]
    public async Task It_is_saved_as_one_line_of_json_per_operation()
    {
        var file = Path.GetTempFileName();
        try
        {
            var history = new History();
            history.Add(Made(1_500, Outcome.Unknown, kind: Kind.Checkout) with { Key = "k" });
            history.Add(Made(2_000));
            await history.SaveAsync(file);

            var lines = await File.ReadAllLinesAsync(file);
            Assert.Equal(3, lines.Length);
            var first = JsonDocument.Parse(lines[1]).RootElement;
            Assert.Equal(1_500, first.GetProperty("intendedMs").GetDouble());
            Assert.Equal("unknown", first.GetProperty("outcome").GetString());
            Assert.Equal("checkout", first.GetProperty("kind").GetString());
            Assert.Equal("k", first.GetProperty("key").GetString());
        }
        finally
        {
            File.Delete(file);
        }
    }
}
