using System.Net;
using System.Net.Http.Json;

namespace LoadBalancer.Tests;

public sealed class ReleaseTests
{
    [Fact]
    public async Task A_slot_gets_its_share()
    {
        await using var site = await Site.OpenAsync();
        await ShareAsync(site, blue: 80, green: 20);
        var answers = await site.AskAsync(1000);
        Assert.InRange(answers["green"], 150, 250);
        await ShareAsync(site, blue: 0, green: 1);
        Assert.Equal(new() { ["green"] = 100 }, await site.AskAsync(100));
    }

    [Fact]
    public async Task A_slot_that_is_not_named_gets_nothing()
    {
        await using var site = await Site.OpenAsync();
        using var done = await site.Balancer.ControlAsync(
            HttpMethod.Put, "shares/backend", new Dictionary<string, int> { ["green"] = 100 });
        Assert.Equal(HttpStatusCode.NoContent, done.StatusCode);
        Assert.Equal(new() { ["green"] = 100 }, await site.AskAsync(100));
    }

    [Fact]
    public async Task A_slot_without_a_share_is_better_than_none()
    {
        await using var site = await Site.OpenAsync();
        await ShareAsync(site, blue: 1, green: 0);
        await site.Blue.CrashAsync();
        Assert.Equal(new() { ["green"] = 50 }, await site.AskAsync(50));
    }

    [Fact]
    public async Task A_thousand_changes_of_shares_fail_no_request()
    {
        await using var site = await Site.OpenAsync(("Limits__RequestsPerAddress", "1000000"));
        using var done = new CancellationTokenSource();
        var load = Task.Run(async () =>
        {
            var failed = 0;
            while (!done.IsCancellationRequested)
            {
                var answers = await site.AskAsync(20);
                failed += 20 - Site.Backends.Sum(slot => answers.GetValueOrDefault(slot));
            }

            return failed;
        });
        for (var change = 0; change < 1000; change++)
            await ShareAsync(site, blue: change % 7, green: change % 5);
        await done.CancelAsync();
        Assert.Equal(0, await load);
    }

    [Theory]
    [InlineData("blue", -1)]
    [InlineData("violet", 1)]
    public async Task Wrong_shares_are_refused(string slot, int weight)
    {
        await using var site = await Site.OpenAsync();
        using var answer = await site.Balancer.ControlAsync(
            HttpMethod.Put, "shares/backend", new Dictionary<string, int> { [slot] = weight });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

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
    public async Task A_slow_release_is_rolled_back()
    {
        await using var site = await Site.OpenAsync();
        site.Green.Behaviour = _ => Task.Delay(400);
        var report = await TryAsync(site, steps: [50], seconds: 10);
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

    private static async Task ShareAsync(Site site, int blue, int green)
    {
        using var answer = await site.Balancer.ControlAsync(
            HttpMethod.Put,
            "shares/backend",
            new Dictionary<string, int> { ["blue"] = blue, ["green"] = green });
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
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
                using var answer = await site.Balancer.ControlAsync(HttpMethod.Get, "canary");
                report = await answer.Content.ReadFromJsonAsync<Report>();
                return report!.State != "running";
            },
            "the trial is over");
        return report!;
    }

    private sealed record Report(string State, Happened[] Events);

    private sealed record Happened(double Seconds, string Kind, string What);
}
