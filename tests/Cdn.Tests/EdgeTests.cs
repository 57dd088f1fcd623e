using Microsoft.AspNetCore.Http;

namespace Cdn.Tests;

/// <summary>The edge as whoever runs it and its customers see it.</summary>
public sealed class EdgeTests
{
    [Fact]
    public async Task Answers_say_where_they_come_from()
    {
        await using var site = await Site.OpenAsync();
        site.Origin.Answer("Cache-Control: max-age=60;;Age: 30");
        var miss = await site.Edge.AskAsync("/x");
        var hit = await site.Edge.AskAsync("/x");
        Assert.Equal("edge-us; fwd=uri-miss; fwd-status=200; stored", miss["Cache-Status"]);
        Assert.Equal("app;dur=1.0, cdn;desc=miss", miss["Server-Timing"]);
        Assert.Equal("origin", miss["X-Served-By"]);
        Assert.Matches("^edge-us; hit; ttl=(30|29|28|27)$", hit["Cache-Status"]);
        Assert.Equal("cdn;desc=hit", hit["Server-Timing"]);
        Assert.Equal("us-east-1/edge-us/v1", hit["X-Served-By"]);
        Assert.InRange(int.Parse(hit["Age"]!), 30, 33);
    }

    [Fact]
    public async Task The_origin_learns_who_asks_and_customers_can_not_invent_it()
    {
        await using var site = await Site.OpenAsync();
        await site.Edge.AskAsync("/x", "X-Forwarded-For: 6.6.6.6");
        await site.Edge.AskAsync("/x", "X-Forwarded-For: 6.6.6.6", "POST");
        Assert.Equal(2, site.Origin.Requests.Count);
        Assert.All(
            site.Origin.Requests, asked => Assert.Equal("127.0.0.1", asked["X-Forwarded-For"]));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Headers_beyond_ASCII_pass(string method)
    {
        await using var site = await Site.OpenAsync();
        Assert.Equal(200, (await site.Edge.AskAsync("/x", "X-City: Zürich", method)).Status);
        Assert.Equal("Zürich", site.Origin.Requests.Single()["X-City"]);
    }

    [Fact]
    public async Task Bodies_and_statuses_pass_both_ways()
    {
        await using var site = await Site.OpenAsync();
        site.Origin.Behaviour = async context =>
        {
            context.Response.StatusCode = 418;
            await context.Request.Body.CopyToAsync(context.Response.Body);
        };
        using var answer = await site.Edge.Client.PostAsync("/x", new StringContent("hello"));
        Assert.Equal((HttpStatusCode)418, answer.StatusCode);
        Assert.Equal("hello", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_region_without_its_balancer_is_ill_and_gets_well_again()
    {
        await using var site = await Site.OpenAsync();
        site.Origin.IsHealthy = false;
        await Eventually.IsAsync(
            async () => !await site.Edge.IsHealthyAsync(), "geo-DNS learns of it");
        Assert.Equal(200, (await site.Edge.AskAsync("/alive")).Status);
        site.Origin.IsHealthy = true;
        await Eventually.IsAsync(site.Edge.IsHealthyAsync, "the region is back");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_dead_balancer_is_told_in_one_sentence(string method)
    {
        await using var site = await Site.OpenAsync();
        await site.Origin.CrashAsync();
        var answer = await site.Edge.AskAsync("/x", method: method);
        Assert.Equal((502, "application/problem+json"), (answer.Status, answer["Content-Type"]));
        Assert.Contains("This region's balancer can't be reached.", answer.Body);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_silent_balancer_too(string method)
    {
        await using var site = await Site.OpenAsync(("Limits__Silence", "00:00:00.5"));
        site.Origin.Behaviour = HangAsync;
        var answer = await site.Edge.AskAsync("/x", method: method);
        Assert.Equal((504, "application/problem+json"), (answer.Status, answer["Content-Type"]));
        Assert.Contains("This region's balancer doesn't answer in time.", answer.Body);
    }

    [Fact]
    public async Task Half_an_answer_is_neither_given_nor_kept()
    {
        await using var site = await Site.OpenAsync();
        site.Origin.Behaviour = async context =>
        {
            context.Response.Headers.CacheControl = "max-age=60";
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync(new string('x', 500));
            context.Abort();
        };
        Assert.Equal(502, (await site.Edge.AskAsync("/x")).Status);
        site.Origin.Answer("Cache-Control: max-age=60");
        var whole = await site.Edge.AskAsync("/x");
        Assert.Equal((200, "miss"), (whole.Status, whole.Cdn));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(501)]
    public async Task What_is_refused_to_one_customer_stays_kept_for_all_others(int status)
    {
        await using var site = await Site.OpenAsync();
        site.Origin.Answer("Cache-Control: max-age=60");
        await site.Edge.AskAsync("/x");
        site.Origin.Answer("", status);
        Assert.Equal(status, (await site.Edge.AskAsync("/x", "Cache-Control: no-cache")).Status);
        var other = await site.Edge.AskAsync("/x");
        Assert.Equal(("hit", "1"), (other.Cdn, other.Body));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(304)]
    public async Task Who_signs_in_takes_nothing_from_all_others(int status)
    {
        const string headers = "ETag: \"a\";;Cache-Control: max-age=60";
        await using var site = await Site.OpenAsync();
        site.Origin.Answer(headers);
        await site.Edge.AskAsync("/x");
        site.Origin.Answer(headers, status);
        await site.Edge.AskAsync("/x", "Authorization: Bearer somebody;;Cache-Control: no-cache");
        Assert.Equal("hit", (await site.Edge.AskAsync("/x")).Cdn);
    }

    [Fact]
    public async Task A_silent_balancer_is_not_waited_for_while_a_stale_answer_will_do()
    {
        await using var site = await Site.OpenAsync(("Limits__Silence", "00:10:00"));
        site.Origin.Answer("Cache-Control: max-age=60, stale-if-error=60;;Age: 100;;ETag: \"a\"");
        await site.Edge.AskAsync("/x");
        site.Origin.Behaviour = HangAsync;
        Assert.Equal("stale", (await site.Edge.AskAsync("/x")).Cdn);
    }

    [Fact]
    public async Task The_cache_can_be_switched_off_and_on()
    {
        await using var site = await Site.OpenAsync();
        site.Origin.Answer("Cache-Control: max-age=60");
        await site.Edge.AskAsync("/x");
        (await site.Edge.ControlAsync(HttpMethod.Put, "cache", new { enabled = false })).Dispose();
        Assert.Equal("bypass", (await site.Edge.AskAsync("/x")).Cdn);
        (await site.Edge.ControlAsync(HttpMethod.Put, "cache", new { enabled = true })).Dispose();
        Assert.Equal("miss", (await site.Edge.AskAsync("/x")).Cdn);
        Assert.Equal(1, (await site.Edge.ReportAsync()).GetProperty("entries").GetInt32());
    }

    [Fact]
    public async Task Without_the_cache_nothing_is_kept()
    {
        await using var site = await Site.OpenAsync(("WITHOUT", "cdn"));
        site.Origin.Answer("Cache-Control: max-age=60");
        await site.Edge.AskAsync("/x");
        var second = await site.Edge.AskAsync("/x");
        Assert.Equal(("bypass", "2"), (second.Cdn, second.Body));
        (await site.Edge.ControlAsync(HttpMethod.Put, "cache", new { enabled = true })).Dispose();
        Assert.Equal("bypass", (await site.Edge.AskAsync("/x")).Cdn);
        Assert.Equal(0, await site.Edge.CountAsync("bytes"));
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData(null)]
    public async Task The_controls_are_for_who_has_the_key(string? key)
    {
        await using var site = await Site.OpenAsync();
        using var report = await site.Edge.ControlAsync(HttpMethod.Get, "cache", key: key);
        using var purge = await site.Edge.ControlAsync(
            HttpMethod.Post, "purge", new { all = true }, key);
        Assert.Equal(HttpStatusCode.NotFound, report.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, purge.StatusCode);

        Assert.Empty(site.Origin.Requests);
    }

    [Theory]
    [InlineData("http://127.0.0.1:{port}", true)]
    [InlineData("http://192.0.2.1:{port}", false)]
    public async Task It_listens_at_the_public_address_where_it_can(string url, bool isThere)
    {
        var port = EdgeProcess.FreePort();
        url = url.Replace("{port}", $"{port}");
        await using var site = await Site.OpenAsync(("PUBLIC_URL", url));
        if (isThere)
            Assert.Equal("1", await site.Edge.Client.GetStringAsync($"{url}/x"));
        Assert.Equal(200, (await site.Edge.AskAsync("/y")).Status);
    }

    private static Task HangAsync(HttpContext context) =>
        Task.Delay(Timeout.Infinite, context.RequestAborted)
            .ContinueWith(_ => { }, TaskScheduler.Default);
}
