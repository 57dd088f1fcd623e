using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;

namespace LoadBalancer.Tests;

public sealed class RoutingTests
{
    [Fact]
    public async Task One_origin_serves_the_api_and_the_page()
    {
        await using var site = await Site.OpenAsync();
        Assert.Contains(await site.Balancer.AskAsync("/api/products/1"), Site.Backends);
        Assert.Contains(await site.Balancer.AskAsync("/openapi/v1.json"), Site.Backends);
        Assert.Equal("assets", await site.Balancer.AskAsync("/"));
        Assert.Equal("assets", await site.Balancer.AskAsync("/images/7.svg"));
    }

    [Fact]
    public async Task The_backend_says_who_served_and_the_balancer_adds_its_time()
    {
        await using var site = await Site.OpenAsync();
        using var answer = await site.Balancer.Client.GetAsync("/images/1.svg");
        Assert.Equal("assets", answer.Headers.GetValues("X-Served-By").Single());
        var timing = string.Join(", ", answer.Headers.GetValues("Server-Timing"));
        Assert.StartsWith("app;dur=1.0, balancer;dur=", timing);
    }

    [Fact]
    public async Task Both_backends_get_work()
    {
        await using var site = await Site.OpenAsync();
        var answers = await site.AskAsync(200);
        Assert.InRange(answers["blue"], 50, 150);
        Assert.Equal(200, answers["blue"] + answers["green"]);
    }

    [Fact]
    public async Task A_slow_backend_gets_less_work()
    {
        await using var site = await Site.OpenAsync();
        site.Blue.Behaviour = _ => Task.Delay(100);
        var running = Enumerable.Range(0, 8).Select(async _ =>
        {
            for (var i = 0; i < 40; i++)
                await site.Balancer.AskAsync();
        });
        await Task.WhenAll(running);
        Assert.True(
            site.Blue.Requests.Count * 2 < site.Green.Requests.Count,
            $"blue {site.Blue.Requests.Count}, green {site.Green.Requests.Count}");
    }

    [Fact]
    public async Task A_customer_beyond_the_share_is_told_to_wait_and_others_are_served()
    {
        await using var site = await Site.OpenAsync(
            ("Limits__RequestsPerCustomer", "10"), ("Limits__CustomerBurst", "20"));
        var greedy = await AskAsync(site, "greedy", 60);
        Assert.InRange(greedy.Count(answer => answer.StatusCode == HttpStatusCode.OK), 20, 40);
        var limited = greedy.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.True(limited.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
        Assert.Equal("application/problem+json", limited.Content.Headers.ContentType?.MediaType);
        var modest = await AskAsync(site, "modest", 10);
        var unknown = await AskAsync(site, token: null, 10);
        Assert.All(modest.Concat(unknown), answer => Assert.True(answer.IsSuccessStatusCode));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(25)]
    public async Task A_customer_gets_the_rate_that_was_set_and_no_other(int rate)
    {
        const int Burst = 20;
        await using var site = await Site.OpenAsync(
            ("Limits__RequestsPerCustomer", $"{rate}"), ("Limits__CustomerBurst", $"{Burst}"));
        await AskAsync(site, "somebody else", 1); // Compiled by now.
        var started = Stopwatch.GetTimestamp();
        var served = 0;
        while (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(4))
        {
            var answers = await AskAsync(site, "steady", 1);
            served += answers.Count(answer => answer.IsSuccessStatusCode);
            await Task.Delay(5);
        }

        var expected = rate * Stopwatch.GetElapsedTime(started).TotalSeconds;
        Assert.InRange(served - Burst, 0.85 * expected, (1.05 * expected) + 1);
    }

    [Fact]
    public async Task Inventing_tokens_helps_nobody()
    {
        await using var site = await Site.OpenAsync(("Limits__RequestsPerAddress", "20"));
        var answers = new List<HttpStatusCode>();
        for (var token = 0; token < 120; token++)
        {
            using var answer = (await AskAsync(site, $"invented {token}", 1)).Single();
            answers.Add(answer.StatusCode);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    private static async Task<List<HttpResponseMessage>> AskAsync(
        Site site, string? token, int times)
    {
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < times; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/cart");
            if (token is not null)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            answers.Add(await site.Balancer.Client.SendAsync(request));
        }

        return answers;
    }
}
