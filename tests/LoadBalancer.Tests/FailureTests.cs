using System.Diagnostics;
using System.Net;
using System.Text;

namespace LoadBalancer.Tests;

public sealed class FailureTests
{
    [Fact]
    public async Task A_crashed_backend_costs_no_reader_anything()
    {
        await using var site = await Site.OpenAsync();
        await site.AskAsync(20);
        await site.Blue.CrashAsync();
        Assert.Equal(new() { ["green"] = 200 }, await site.AskAsync(200));
    }

    [Fact]
    public async Task A_hung_backend_holds_up_only_those_who_were_there_first()
    {
        await using var site = await Site.OpenAsync();
        await site.AskAsync(20);
        site.Blue.Behaviour = Backend.HangAsync;
        Assert.Equal(new() { ["green"] = 40 }, await site.AskAsync(40));
        var started = Stopwatch.GetTimestamp();
        Assert.Equal(new() { ["green"] = 100 }, await site.AskAsync(100));
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 0.89); // One more that hangs: 0.9.
    }

    [Fact]
    public async Task Without_failover_half_the_customers_are_lost()
    {
        await using var site = await Site.OpenAsync(("WITHOUT", "failover"));
        await site.Blue.CrashAsync();
        Assert.InRange((await site.AskAsync(100))["502"], 20, 80);
    }

    [Fact]
    public async Task A_named_purchase_is_sent_again_as_it_was()
    {
        await using var site = await Site.OpenAsync(("WITHOUT", "health-checks"));
        site.Blue.Behaviour = Backend.BreakAsync;
        for (var i = 0; i < 20; i++)
        {
            using var answer = await BuyAsync(site, $"key {i}", $$"""{"items":[{{i}}]}""");
            Assert.Equal("green", await answer.Content.ReadAsStringAsync());
        }

        Assert.NotEmpty(site.Blue.Requests);
        Assert.All(site.Blue.Requests, lost => Assert.Contains(lost, site.Green.Requests));
    }

    [Fact]
    public async Task Signing_in_is_tried_again_and_registering_is_not()
    {
        await using var site = await Site.OpenAsync(("WITHOUT", "health-checks"));
        site.Blue.Behaviour = Backend.BreakAsync;
        await AskAsync("/api/sessions");
        Assert.Equal(10, site.Green.Requests.Count);
        await AskAsync("/api/customers");
        var registrations = site.Blue.Requests.Concat(site.Green.Requests)
            .Count(one => one.Path == "/api/customers");
        Assert.Equal(10, registrations);

        async Task AskAsync(string path)
        {
            for (var i = 0; i < 10; i++)
                (await site.Balancer.Client.PostAsync(path, content: null)).Dispose();
        }
    }

    [Fact]
    public async Task A_purchase_without_a_name_is_sent_once()
    {
        await using var site = await Site.OpenAsync();
        site.Blue.Behaviour = site.Green.Behaviour = Backend.BreakAsync;
        using var answer = await BuyAsync(site, key: null, "{}");
        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Equal(1, site.Blue.Requests.Count + site.Green.Requests.Count);
    }

    [Fact]
    public async Task A_slow_registration_is_waited_for()
    {
        await using var site = await Site.OpenAsync();
        site.Blue.Behaviour = site.Green.Behaviour = _ => Task.Delay(1_500);
        using var answer = await site.Balancer.Client.PostAsync("/api/customers", content: null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1, site.Blue.Requests.Count + site.Green.Requests.Count);
    }

    [Fact]
    public async Task Nothing_is_sent_a_third_time()
    {
        await using var site = await Site.OpenAsync();
        site.Blue.Behaviour = site.Green.Behaviour = Backend.BreakAsync;
        using var answer = await site.Balancer.Client.GetAsync("/api/products");
        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Single(site.Blue.Requests);
        Assert.Single(site.Green.Requests);
    }

    [Fact]
    public async Task Half_an_answer_is_not_followed_by_another()
    {
        await using var site = await Site.OpenAsync();
        site.Blue.Behaviour = site.Green.Behaviour = async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.Body.WriteAsync(new byte[500]);
            await context.Response.Body.FlushAsync();
            await Task.Delay(100); // A reset would overtake what was sent just before it.
            context.Abort();
        };
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => site.Balancer.AskAsync());
        Assert.Equal(1, site.Blue.Requests.Count + site.Green.Requests.Count);
    }

    [Fact]
    public async Task A_large_body_goes_through_but_is_not_kept()
    {
        await using var site = await Site.OpenAsync();
        var large = new string('x', 200_000);
        using (var answer = await BuyAsync(site, "large", large))
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Equal(large, site.Blue.Requests.Concat(site.Green.Requests).Single().Body);
        site.Blue.Behaviour = site.Green.Behaviour = Backend.BreakAsync;
        using var lost = await BuyAsync(site, "larger", large);
        Assert.Equal(HttpStatusCode.BadGateway, lost.StatusCode);
        Assert.Equal(2, site.Blue.Requests.Count + site.Green.Requests.Count);
    }

    [Fact]
    public async Task An_ill_backend_gets_no_work_until_it_is_well()
    {
        await using var site = await Site.OpenAsync();
        site.Blue.IsHealthy = false;
        await Eventually.IsAsync(
            async () => !(await site.AskAsync(20)).ContainsKey("blue"), "blue is out");
        Assert.Equal(new() { ["green"] = 100 }, await site.AskAsync(100));
        site.Blue.IsHealthy = true;
        await Eventually.IsAsync(
            async () => (await site.AskAsync(20)).ContainsKey("blue"), "blue is in");
    }

    [Fact]
    public async Task When_all_seem_ill_all_are_tried()
    {
        await using var site = await Site.OpenAsync();
        site.Blue.IsHealthy = site.Green.IsHealthy = false;
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        var answers = await site.AskAsync(100);
        Assert.Equal(["blue", "green"], answers.Keys.Order());
    }

    [Fact]
    public async Task No_connection_of_a_crashed_backend_is_kept()
    {
        await using var site = await Site.OpenAsync();
        await site.AskAsync(100);
        var port = site.Blue.Address.Port;
        Assert.True(Connections.To(port, site.Balancer.ProcessId) > 0);
        await site.Blue.CrashAsync();
        await site.AskAsync(20);
        await Eventually.IsAsync(
            () => Task.FromResult(Connections.To(port, site.Balancer.ProcessId) == 0),
            "all connections to the dead backend are closed");
    }

    private static Task<HttpResponseMessage> BuyAsync(Site site, string? key, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/orders")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return site.Balancer.Client.SendAsync(request);
    }
}
