using Microsoft.AspNetCore.Http;

namespace Cdn.Tests;

/// <summary>RFC 9111, section 4.3, and RFC 5861: what happens to stale answers.</summary>
public sealed class ValidationTests
{
    [Fact]
    public async Task What_must_be_validated_travels_once()
    {
        await using var site = await Site.OpenAsync();
        site.Origin.Behaviour = Tagged("\"a\"");
        var first = await site.Edge.AskAsync("/api/products/17");
        var second = await site.Edge.AskAsync("/api/products/17");
        Assert.Equal(("miss", "revalidated"), (first.Cdn, second.Cdn));
        Assert.Equal((200, first.Body), (second.Status, second.Body));
        Assert.Equal("\"a\"", site.Origin.Requests.Last()["If-None-Match"]);
        Assert.Equal("edge-us; fwd=stale; fwd-status=304; stored", second["Cache-Status"]);
        Assert.Equal("origin", second["X-Served-By"]);
        Assert.Equal(1, await site.Edge.CountAsync("revalidations"));
    }

    [Fact]
    public async Task What_changed_travels_again()
    {
        await using var site = await Site.OpenAsync();
        site.Origin.Behaviour = Tagged("\"a\"");
        await site.Edge.AskAsync("/x");
        site.Origin.Behaviour = Tagged("\"b\"");
        var changed = await site.Edge.AskAsync("/x");
        Assert.Equal(("miss", "2", "\"b\""), (changed.Cdn, changed.Body, changed["ETag"]));
        Assert.Equal("revalidated", (await site.Edge.AskAsync("/x")).Cdn);
    }

    [Fact]
    public async Task A_304_brings_headers_up_to_date()
    {
        await using var site = await Site.OpenAsync();
        site.Origin.Answer("ETag: \"a\";;Cache-Control: no-cache;;X-Stock: 7");
        await site.Edge.AskAsync("/x");
        site.Origin.Answer("ETag: \"a\";;Cache-Control: max-age=60;;X-Stock: 6", 304);
        await site.Edge.AskAsync("/x");
        var third = await site.Edge.AskAsync("/x");
        Assert.Equal(("hit", "6", "1"), (third.Cdn, third["X-Stock"], third.Body));
    }

    [Fact]
    public async Task A_304_about_something_else_is_asked_again()
    {
        await using var site = await Site.OpenAsync();
        site.Origin.Answer("ETag: \"a\";;Cache-Control: no-cache");
        await site.Edge.AskAsync("/x");
        site.Origin.Behaviour = context =>
        {
            context.Response.Headers.ETag = "\"b\"";
            context.Response.StatusCode = context.Request.Headers.IfNoneMatch.Count > 0 ? 304 : 200;
            return Task.CompletedTask;
        };
        var second = await site.Edge.AskAsync("/x");
        Assert.Equal((200, "\"b\""), (second.Status, second["ETag"]));
        Assert.NotEqual("1", second.Body);
    }

    [Fact]
    public async Task A_stale_answer_is_renewed_behind_the_customers_back()
    {
        await using var site = await Site.OpenAsync();
        site.Origin.Answer("Cache-Control: max-age=60, stale-while-revalidate=60;;Age: 100");
        await site.Edge.AskAsync("/x");
        site.Origin.Answer("Cache-Control: max-age=60");
        var stale = await site.Edge.AskAsync("/x");
        Assert.Equal(("stale", "1"), (stale.Cdn, stale.Body));
        Assert.Contains("hit; ttl=-", stale["Cache-Status"]);
        await Eventually.IsAsync(
            async () => await site.Edge.AskAsync("/x") is { Cdn: "hit", Body: "2" },
            "the answer is renewed");
        Assert.Equal(2, site.Origin.Requests.Count);
    }

    [Theory]
    [InlineData("stale-if-error=60", 200)]
    [InlineData("stale-if-error=10", 502)]
    [InlineData("stale-if-error=60, must-revalidate", 504)]
    [InlineData("x", 502)]
    public async Task Without_an_origin(string permission, int status)
    {
        await using var site = await Site.OpenAsync();
        site.Origin.Answer($"Cache-Control: max-age=60, {permission};;Age: 100;;ETag: \"a\"");
        await site.Edge.AskAsync("/x");
        await site.Origin.CrashAsync();
        var answer = await site.Edge.AskAsync("/x");
        Assert.Equal((status, status == 200 ? "stale" : "miss"), (answer.Status, answer.Cdn));
    }

    [Fact]
    public async Task An_origin_in_trouble_is_covered_for()
    {
        await using var site = await Site.OpenAsync();
        site.Origin.Answer("Cache-Control: max-age=60, stale-if-error=60;;Age: 100;;ETag: \"a\"");
        await site.Edge.AskAsync("/x");
        site.Origin.Answer("", 503);
        Assert.Equal("stale", (await site.Edge.AskAsync("/x")).Cdn);
        site.Origin.Answer("", 404);
        Assert.Equal(404, (await site.Edge.AskAsync("/x")).Status);
    }

    private static RequestDelegate Tagged(string tag) => context =>
    {
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "public, no-cache";
        if (context.Request.Headers.IfNoneMatch == tag)
            context.Response.StatusCode = 304;
        return Task.CompletedTask;
    };
}
