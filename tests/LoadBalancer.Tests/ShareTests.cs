using System.Net;

namespace LoadBalancer.Tests;

public sealed class ShareTests
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

    private static async Task ShareAsync(Site site, int blue, int green)
    {
        using var answer = await site.Balancer.ControlAsync(
            HttpMethod.Put,
            "shares/backend",
            new Dictionary<string, int> { ["blue"] = blue, ["green"] = green });
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }
}
