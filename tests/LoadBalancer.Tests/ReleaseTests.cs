using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace LoadBalancer.Tests;

public sealed class ReleaseTests
{
    [Fact]
    public async Task Customers_find_no_controls()
    {
        await using var site = await Site.OpenAsync();
        foreach (var key in new[] { null, "", "a guess" })
        {
            using var answer = await site.Balancer.ControlAsync(
                HttpMethod.Get, "clusters", key: key);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        await using var without = await Site.OpenAsync(("CONTROL_KEY", ""));
        using var nothing = await without.Balancer.ControlAsync(
            HttpMethod.Get, "clusters", key: "");
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        using var allowed = await site.Balancer.ControlAsync(HttpMethod.Get, "clusters");
        Assert.Contains("backend", await allowed.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_good_release_is_promoted_step_by_step()
    {
        await using var site = await Site.OpenAsync();
        var report = await TryAsync(site);
        Assert.Equal("promoted", report.State);
        Assert.Equal(["step", "step", "promote"], report.Events.Select(one => one.Kind));
        Assert.Equal(new() { ["green"] = 50 }, await site.AskAsync(50));
    }

    [Fact]
    public async Task A_failing_release_is_rolled_back_and_the_timeline_says_when()
    {
        await using var site = await Site.OpenAsync();
        site.Green.Behaviour = Backend.FailAsync;
        var report = await TryAsync(site);
        Assert.Equal("rolled-back", report.State);
        Assert.Equal(["step", "notice", "undo"], report.Events.Select(one => one.Kind));
        Assert.Equal(new() { ["blue"] = 50 }, await site.AskAsync(50));
    }

    [Fact]
    public async Task While_everything_fails_nothing_is_promoted()
    {
        await using var site = await Site.OpenAsync();
        (site.Blue.Behaviour, site.Green.Behaviour) = (Backend.FailAsync, Backend.FailAsync);
        Assert.Equal("rolled-back", (await TryAsync(site)).State);
    }

    [Fact]
    public async Task A_slow_release_is_rolled_back()
    {
        await using var site = await Site.OpenAsync();
        site.Green.Behaviour = _ => Task.Delay(400);
        // With equal shares the less busy one is asked, and that is the other.
        var report = await TryAsync(site, steps: [60], seconds: 10);
        Assert.Equal("rolled-back", report.State);
        Assert.Contains("p95", report.Events.Single(one => one.Kind == "notice").What);
    }

    [Fact]
    public async Task Without_a_judge_a_failing_release_is_promoted()
    {
        await using var site = await Site.OpenAsync(("WITHOUT", "canary-rollback"));
        site.Green.Behaviour = Backend.FailAsync;
        Assert.Equal("promoted", (await TryAsync(site)).State);
    }

    [Fact]
    public async Task A_dead_release_is_rolled_back_and_the_next_may_be_tried()
    {
        await using var site = await Site.OpenAsync();
        await site.Green.CrashAsync();
        await Eventually.IsAsync(
            async () =>
            {
                using var answer = await site.Balancer.ControlAsync(HttpMethod.Get, "clusters");
                var clusters = await answer.Content.ReadAsStringAsync();
                return clusters.Contains("\"isAvailable\":false");
            },
            "green is out");
        for (var trial = 0; trial < 2; trial++)
        {
            var report = await TryAsync(site, steps: [50]);
            Assert.Equal("rolled-back", report.State);
            Assert.Equal(["step", "notice", "undo"], report.Events.Select(one => one.Kind));
            Assert.Equal("green is out", report.Events[1].What);
        }
    }

    [Fact]
    public async Task A_release_that_nobody_asks_is_rolled_back_some_time()
    {
        await using var site = await Site.OpenAsync(("Limits__CanaryPatience", "00:00:01"));
        var report = await TryAsync(site, steps: [50], asked: 0);
        Assert.Equal("rolled-back", report.State);
        Assert.StartsWith("0 answers", report.Events[1].What);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public async Task A_step_that_proves_nothing_is_refused(int percent)
    {
        await using var site = await Site.OpenAsync();
        var plan = new { Cluster = "backend", Slot = "green", Steps = new[] { percent }, Seconds = 1 };
        using var answer = await site.Balancer.ControlAsync(HttpMethod.Post, "canary", plan);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"cluster": "backend", "slot": "green", "seconds": 1}""")]
    [InlineData("""{"slot": "green", "steps": [10], "seconds": 1}""")]
    [InlineData("""{"cluster": "backend", "steps": [10], "seconds": 1}""")]
    public async Task A_plan_with_something_missing_is_refused(string plan)
    {
        await using var site = await Site.OpenAsync();
        using var answer = await site.Balancer.ControlAsync(
            HttpMethod.Post, "canary", JsonNode.Parse(plan));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task One_trial_at_a_time()
    {
        await using var site = await Site.OpenAsync();
        var plan = new { Cluster = "backend", Slot = "green", Steps = new[] { 10 }, Seconds = 60 };
        using var first = await site.Balancer.ControlAsync(HttpMethod.Post, "canary", plan);
        using var second = await site.Balancer.ControlAsync(HttpMethod.Post, "canary", plan);
        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
    }

    [Fact]
    public async Task Shares_by_hand_end_a_trial_and_it_takes_nothing_back()
    {
        await using var site = await Site.OpenAsync(("Limits__RequestsPerAddress", "1000000"));
        var plan = new { Cluster = "backend", Slot = "green", Steps = new[] { 10 }, Seconds = 60 };
        using var started = await site.Balancer.ControlAsync(HttpMethod.Post, "canary", plan);
        using var shared = await site.Balancer.ControlAsync(
            HttpMethod.Put, "shares/backend", new Dictionary<string, int> { ["green"] = 1 });

        var report = await ReadAsync(site);
        Assert.Equal(("rolled-back", "shared out by hand"), (report.State, report.Events[^1].What));
        for (var clock = Stopwatch.StartNew(); clock.ElapsedMilliseconds < 500;) // It looks each 100 ms.
            Assert.Equal(new() { ["green"] = 50 }, await site.AskAsync(50));
    }

    private static async Task<Report> TryAsync(
        Site site, int[]? steps = null, double seconds = 0.5, int asked = 20)
    {
        var plan = new
        {
            Cluster = "backend",
            Slot = "green",
            Steps = steps ?? [20, 50],
            Seconds = seconds,
        };
        using var started = await site.Balancer.ControlAsync(HttpMethod.Post, "canary", plan);
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        Report? report = null;
        await Eventually.IsAsync(
            async () =>
            {
                await site.AskAsync(asked);
                report = await ReadAsync(site);
                return report.State != "running";
            },
            "the trial is over");
        return report!;
    }

    private static async Task<Report> ReadAsync(Site site)
    {
        using var answer = await site.Balancer.ControlAsync(HttpMethod.Get, "canary");
        return (await answer.Content.ReadFromJsonAsync<Report>())!;
    }

    private sealed record Report(string State, Happened[] Events);

    private sealed record Happened(double Seconds, string Kind, string What);
}
