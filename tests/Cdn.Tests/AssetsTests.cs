using System.Text.RegularExpressions;

namespace Cdn.Tests;

/// <summary>Names that follow from content, through an edge and over a release.</summary>
public sealed class AssetsTests
{
    private const string Forever = "public, max-age=31536000, immutable";

    [Fact]
    public async Task Everything_but_the_page_may_be_kept_for_ever()
    {
        await using var v1 = await StartAsync("v1");
        await using var edge = await EdgeProcess.StartAsync(v1.Address);
        var page = await edge.AskAsync("/");
        Assert.Equal("max-age=0, stale-if-error=86400", page["Cache-Control"]);
        Assert.Equal("revalidated", (await edge.AskAsync("/")).Cdn);
        var names = Regex.Matches(page.Body, "(?:src|href)=\"(/[^\"]+)\"")
            .Select(match => match.Groups[1].Value)
            .Append($"{Images(page)}/1.svg")
            .ToList();
        Assert.True(names.Count >= 5);
        foreach (var name in names.Distinct())
        {
            Assert.Equal(Forever, (await edge.AskAsync(name))["Cache-Control"]);
            Assert.Equal("hit", (await edge.AskAsync(name)).Cdn);
        }
    }

    [Fact]
    public async Task A_release_shows_under_its_own_name_and_the_plain_one_goes_stale()
    {
        await using var v1 = await StartAsync("v1");
        await using var edge = await EdgeProcess.StartAsync(v1.Address);
        var old = await edge.AskAsync($"{Images(await edge.AskAsync("/"))}/1.svg");
        var plain = await edge.AskAsync("/images/1.svg");
        Assert.Equal(old.Body, plain.Body);
        await v1.DisposeAsync();
        await using var v2 = await StartAsync("v2", v1.Address.Port);
        await Eventually.IsAsync(edge.IsHealthyAsync, "the release serves");
        var released = await edge.AskAsync($"{Images(await edge.AskAsync("/"))}/1.svg");
        Assert.NotEqual(old.Body, released.Body);
        Assert.Equal(old.Body, (await edge.AskAsync("/images/1.svg")).Body);
        Assert.NotEqual(0, await edge.PurgeAsync(new { tags = new[] { "images" } }));
        Assert.Equal(released.Body, (await edge.AskAsync("/images/1.svg")).Body);
    }

    [Fact]
    public async Task The_page_outlives_its_home()
    {
        await using var v1 = await StartAsync("v1");
        await using var edge = await EdgeProcess.StartAsync(v1.Address);
        string[] names = ["/", "/entrances.json"];
        var shown = await Task.WhenAll(names.Select(name => edge.AskAsync(name)));
        await v1.DisposeAsync();
        foreach (var (name, before) in names.Zip(shown))
        {
            var after = await edge.AskAsync(name);
            Assert.Equal((200, before.Body), (after.Status, after.Body));
        }
    }

    [Fact]
    public async Task Without_busting_the_page_names_pictures_by_the_plain_name()
    {
        await using var assets = await ServiceProcess.StartAsync(
            "Assets", port: null, ("WITHOUT", "busting"));
        using var page = new HttpClient { BaseAddress = assets.Address };
        Assert.Contains("data-images=\"/images\"", await page.GetStringAsync("/"));
    }

    [Fact]
    public async Task Where_the_entrances_are_is_only_confirmed()
    {
        await using var assets = await StartAsync("v1");
        await using var edge = await EdgeProcess.StartAsync(assets.Address);
        var first = await edge.AskAsync("/entrances.json");
        var second = await edge.AskAsync("/entrances.json");
        Assert.Equal(("miss", "revalidated"), (first.Cdn, second.Cdn));
        Assert.Equal(first.Body, second.Body);
    }

    [Fact]
    public async Task A_name_of_another_release_is_answered_and_not_kept()
    {
        await using var v1 = await StartAsync("v1");
        await using var v2 = await StartAsync("v2");
        await using var edge = await EdgeProcess.StartAsync(v2.Address);
        using var page = new HttpClient { BaseAddress = v1.Address };
        var yesterday = Images(await page.GetStringAsync("/"));
        Assert.NotEqual(yesterday, Images(await edge.AskAsync("/")));
        foreach (var name in new[] { $"{yesterday}/1.svg", "/static/yesterday/js/app.js" })
        {
            var answer = await edge.AskAsync(name);
            Assert.Equal((200, "no-store"), (answer.Status, answer["Cache-Control"]));
            Assert.NotEqual("hit", (await edge.AskAsync(name)).Cdn);
        }
    }

    private static string Images(Reply page) => Images(page.Body);

    private static string Images(string page) => Regex.Match(page, "/images/[0-9a-f]{16}").Value;

    private static Task<ServiceProcess> StartAsync(string release, int? port = null) =>
        ServiceProcess.StartAsync("Assets", port, ("RELEASE", release), ("WITHOUT", "draining"));
}
