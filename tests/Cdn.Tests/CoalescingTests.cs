using Microsoft.AspNetCore.Http;

namespace Cdn.Tests;

public sealed class CoalescingTests
{
    private const int Crowd = 500;

    [Fact]
    public async Task A_stampede_is_one_request_to_the_origin()
    {
        await using var site = await Site.OpenAsync();
        site.Origin.Behaviour = SlowlyAsync("public, s-maxage=60");
        var replies = await StampedeAsync(site);
        Assert.Single(site.Origin.Requests);
        Assert.All(replies, reply => Assert.Equal((200, "1"), (reply.Status, reply.Body)));
        var collapsed = replies.Count(reply => reply["Cache-Status"]!.Contains("; collapsed"));
        Assert.Equal(collapsed, await site.Edge.CountAsync("coalesced"));
        Assert.InRange(collapsed, 1, Crowd - 1);
    }

    [Fact]
    public async Task Without_coalescing_it_is_a_stampede()
    {
        await using var site = await Site.OpenAsync(("WITHOUT", "coalescing"));
        site.Origin.Behaviour = SlowlyAsync("public, s-maxage=60");
        await StampedeAsync(site);
        Assert.InRange(site.Origin.Requests.Count, 10, Crowd);
    }

    [Fact]
    public async Task Who_needs_the_origins_word_gets_one_that_is_younger_than_the_question()
    {
        await using var site = await Site.OpenAsync();
        site.Origin.Behaviour = context =>
        {
            context.Response.Headers.ETag = "\"a\"";
            return SlowlyAsync("public, no-cache")(context);
        };
        var early = site.Edge.AskAsync("/api/products/17");
        await Eventually.IsAsync(
            () => Task.FromResult(site.Origin.Requests.Count == 1), "the origin is asked");
        var late = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => site.Edge.AskAsync("/api/products/17")));
        Assert.Equal("1", (await early).Body);
        // Not one of them got the answer that was under way when it came; one more did for all.
        Assert.All(late, reply => Assert.NotEqual("1", reply.Body));
        Assert.InRange(site.Origin.Requests.Count, 2, 4);
    }

    [Fact]
    public async Task What_is_for_one_only_keeps_nobody_waiting_for_long()
    {
        await using var site = await Site.OpenAsync();
        site.Origin.Behaviour = SlowlyAsync("private, no-store");
        var replies = await StampedeAsync(site, 20);
        Assert.Equal(20, site.Origin.Requests.Count);
        Assert.Equal(20, replies.DistinctBy(reply => reply.Body).Count());
        // By now the edge knows the address, and lets nobody wait for anybody.
        Assert.All(await StampedeAsync(site, 20), reply => Assert.Equal("bypass", reply.Cdn));
    }

    [Fact]
    public async Task Each_language_gets_its_own_answer()
    {
        await using var site = await Site.OpenAsync();
        site.Origin.Behaviour = async context =>
        {
            await SlowlyAsync("max-age=60")(context);
            context.Response.Headers.Vary = "Accept-Language";
            context.Response.Headers.ContentLanguage = context.Request.Headers.AcceptLanguage;
        };
        var asked = Enumerable.Range(0, 30).Select(i => $"l{i % 3}").ToList();
        var replies = await Task.WhenAll(
            asked.Select(one => site.Edge.AskAsync("/x", $"Accept-Language: {one}")));
        Assert.Equal(asked, replies.Select(reply => reply["Content-Language"]!));
    }

    [Fact]
    public async Task A_customer_who_leaves_takes_nothing_from_those_who_wait()
    {
        await using var site = await Site.OpenAsync();
        site.Origin.Behaviour = SlowlyAsync("max-age=60");
        using var impatience = new CancellationTokenSource();
        var first = site.Edge.Client.GetAsync("/x", impatience.Token);
        await Eventually.IsAsync(
            () => Task.FromResult(site.Origin.Requests.Count == 1), "the origin is asked");
        var second = site.Edge.AskAsync("/x");
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal((200, "1"), ((await second).Status, (await second).Body));
    }

    private static RequestDelegate SlowlyAsync(string cacheControl) =>
        async context =>
        {
            context.Response.Headers.CacheControl = cacheControl;
            await Task.Delay(600);
        };

    private static Task<Reply[]> StampedeAsync(Site site, int crowd = Crowd) =>
        Task.WhenAll(Enumerable.Range(0, crowd).Select(_ => site.Edge.AskAsync("/hot")));
}
