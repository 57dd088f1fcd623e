using Microsoft.AspNetCore.Http;

namespace Cdn.Tests;

/// <summary>What is under which key, how much of it, and how it goes again.</summary>
public sealed class StoreTests
{
    private const string Kept = "Cache-Control: max-age=60";

    [Fact]
    public async Task Path_and_query_are_the_key_and_the_host_is_not()
    {
        await using var site = await Site.OpenAsync();
        site.Origin.Answer(Kept);
        var first = await site.Edge.AskAsync("/x?page=1");
        Assert.Equal(first.Body, (await site.Edge.AskAsync("/x?page=1", "Host: other.test")).Body);
        Assert.NotEqual(first.Body, (await site.Edge.AskAsync("/x?page=2")).Body);
        Assert.NotEqual(first.Body, (await site.Edge.AskAsync("/X?page=1")).Body);
    }

    [Fact]
    public async Task HEAD_is_answered_from_GET_and_not_the_other_way_round()
    {
        await using var site = await Site.OpenAsync();
        site.Origin.Answer(Kept);
        Assert.Equal("bypass", (await site.Edge.AskAsync("/x", method: "HEAD")).Cdn);
        Assert.Equal("miss", (await site.Edge.AskAsync("/x")).Cdn);
        var head = await site.Edge.AskAsync("/x", method: "HEAD");
        Assert.Equal(("hit", "", "1"), (head.Cdn, head.Body, head["Content-Length"]));
    }

    [Theory]
    [InlineData("Range: bytes=0-1", "fwd=bypass")]
    [InlineData("If-Match: \"a\"", "fwd=bypass")]
    [InlineData("Cache-Control: no-store", "fwd=request")]
    public async Task Some_requests_only_pass(string header, string forward)
    {
        await using var site = await Site.OpenAsync();
        site.Origin.Answer(Kept);
        await site.Edge.AskAsync("/x");
        var passed = await site.Edge.AskAsync("/x", header);
        Assert.Equal($"edge-us; {forward}; fwd-status=200", passed["Cache-Status"]);
        Assert.NotEqual("1", passed.Body);
    }

    [Theory]
    [InlineData("POST", "/x", "", 200, true)]
    [InlineData("PUT", "/x", "", 204, true)]
    [InlineData("DELETE", "/x", "", 303, true)]
    [InlineData("POST", "/other", "Location: /x", 201, true)]
    [InlineData("POST", "/other", "Content-Location: x", 200, true)]
    [InlineData("POST", "/other", "Location: http://elsewhere.test/x", 201, false)]
    [InlineData("POST", "/x", "", 400, false)]
    [InlineData("OPTIONS", "/x", "", 200, false)]
    public async Task A_change_makes_kept_answers_obsolete(
        string method, string path, string header, int status, bool isObsolete)
    {
        await using var site = await Site.OpenAsync();
        site.Origin.Answer(Kept);
        await site.Edge.AskAsync("/x");
        site.Origin.Answer(header, status);
        await site.Edge.AskAsync(path, method: method);
        site.Origin.Answer(Kept);
        Assert.Equal(isObsolete ? "miss" : "hit", (await site.Edge.AskAsync("/x")).Cdn);
    }

    [Fact]
    public async Task Purges_name_tags_addresses_or_everything()
    {
        await using var site = await Site.OpenAsync();
        foreach (var number in new[] { 1, 2, 3, 4 })
        {
            site.Origin.Answer($"{Kept};;Cache-Tag: product-{number}, products");
            Assert.Null((await site.Edge.AskAsync($"/p/{number}"))["Cache-Tag"]);
        }

        Assert.Equal(1, await site.Edge.PurgeAsync(new { tags = new[] { "product-1" } }));
        Assert.Equal(1, await site.Edge.PurgeAsync(new { urls = new[] { "/%70/2", "/nothing" } }));
        Assert.Equal("miss,miss,hit", string.Join(',', await StatesAsync(site, 1, 2, 3)));
        Assert.Equal(4, await site.Edge.PurgeAsync(new { tags = new[] { "products", "x" } }));
        await StatesAsync(site, 1, 2);
        Assert.Equal(2, await site.Edge.PurgeAsync(new { all = true }));
        await Eventually.IsAsync(
            async () => await site.Edge.CountAsync("bytes") == 0, "nothing is left");
    }

    [Fact]
    public async Task An_answer_from_before_a_purge_is_not_kept_after_it()
    {
        await using var site = await Site.OpenAsync();
        var purged = new TaskCompletionSource();
        site.Origin.Behaviour = async context =>
        {
            context.Response.Headers.CacheControl = "max-age=60";
            context.Response.Headers["Cache-Tag"] = "product-17";
            await purged.Task;
        };
        var underWay = site.Edge.AskAsync("/x");
        await Eventually.IsAsync(
            () => Task.FromResult(site.Origin.Requests.Count == 1), "the origin is asked");
        await site.Edge.PurgeAsync(new { tags = new[] { "product-17" } });
        purged.SetResult();
        Assert.DoesNotContain("stored", (await underWay)["Cache-Status"]);
        Assert.Equal("miss", (await site.Edge.AskAsync("/x")).Cdn);
    }

    [Fact]
    public async Task Who_asks_after_a_purge_is_given_nothing_from_before_it()
    {
        await using var site = await Site.OpenAsync();
        var purged = new TaskCompletionSource();
        var asked = 0;
        site.Origin.Behaviour = async context =>
        {
            var number = Interlocked.Increment(ref asked);
            context.Response.Headers.CacheControl = "max-age=60";
            context.Response.Headers["Cache-Tag"] = "product-17";
            await (number == 1 ? purged.Task : Task.CompletedTask);
            await context.Response.WriteAsync($"{number}");
        };
        var underWay = site.Edge.AskAsync("/x");
        await Eventually.IsAsync(
            () => Task.FromResult(site.Origin.Requests.Count == 1), "the origin is asked");
        await site.Edge.PurgeAsync(new { tags = new[] { "product-17" } });
        var late = site.Edge.AskAsync("/x");
        await Task.Delay(200); // It waits for the answer that is under way, and nobody can see that.
        purged.SetResult();
        Assert.Equal(("1", "2"), ((await underWay).Body, (await late).Body));
    }

    [Fact]
    public async Task Memory_is_bounded_and_what_is_not_asked_for_goes_first()
    {
        const long memory = 1_000_000;
        await using var site = await Site.OpenAsync(("Limits__Memory", $"{memory}"));
        site.Origin.Behaviour = async context =>
        {
            context.Response.Headers.CacheControl = "max-age=600";
            await context.Response.WriteAsync(new string('x', 10_000));
        };
        await site.Edge.AskAsync("/popular");
        for (var i = 0; i < 400; i++)
        {
            await site.Edge.AskAsync($"/{i}");
            await site.Edge.AskAsync("/popular");
            // Whoever looks at the cache asks for nothing in it.
            await site.Edge.ReportAsync();
            await site.Edge.PurgeAsync(new { tags = new[] { "nothing" } });
        }

        Assert.InRange(await site.Edge.CountAsync("evictions"), 200, 400);
        Assert.InRange(await site.Edge.CountAsync("bytes"), memory / 2, memory);
        Assert.Single(site.Origin.Requests, asked => asked.Path == "/popular");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_too_large_passes(bool tellsLength)
    {
        await using var site = await Site.OpenAsync();
        const int size = 3_000_000;
        site.Origin.Behaviour = async context =>
        {
            context.Response.Headers.CacheControl = "max-age=600";
            context.Response.ContentLength = tellsLength ? size : null;
            for (var i = 0; i < size; i += 1000)
                await context.Response.WriteAsync(new string('x', 1000));
        };
        Assert.Equal(size, (await site.Edge.AskAsync("/large")).Body.Length);
        Assert.Equal(size, (await site.Edge.AskAsync("/large")).Body.Length);
        Assert.Equal(0, await site.Edge.CountAsync("hits"));
    }

    private static async Task<string[]> StatesAsync(Site site, params int[] numbers)
    {
        var states = new List<string>();
        foreach (var number in numbers)
        {
            site.Origin.Answer($"{Kept};;Cache-Tag: product-{number}, products");
            states.Add((await site.Edge.AskAsync($"/p/{number}")).Cdn!);
        }

        return [.. states];
    }
}
