using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Cdn.Tests;

/// <summary>Names that follow from content, through an edge and over a release.</summary>
public sealed class AssetsTests
{
    private const string Forever = "public, max-age=31536000, immutable";

    [Fact]
    public async Task Everything_but_the_page_may_be_kept_for_ever()
    {
        await using var v1 = await Assets.StartAsync("v1");
        await using var edge = await EdgeProcess.StartAsync(v1.Address);
        var page = await edge.AskAsync("/");
        Assert.Equal("no-cache", page["Cache-Control"]);
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
        await using var v1 = await Assets.StartAsync("v1");
        await using var edge = await EdgeProcess.StartAsync(v1.Address);
        var old = await edge.AskAsync($"{Images(await edge.AskAsync("/"))}/1.svg");
        var plain = await edge.AskAsync("/images/1.svg");
        Assert.Equal(old.Body, plain.Body);
        await v1.DisposeAsync();
        await using var v2 = await Assets.StartAsync("v2", v1.Address.Port);
        await Eventually.IsAsync(edge.IsHealthyAsync, "the release serves");
        var released = await edge.AskAsync($"{Images(await edge.AskAsync("/"))}/1.svg");
        Assert.NotEqual(old.Body, released.Body);
        Assert.Equal(old.Body, (await edge.AskAsync("/images/1.svg")).Body);
        Assert.NotEqual(0, await edge.PurgeAsync(new { tags = new[] { "images" } }));
        Assert.Equal(released.Body, (await edge.AskAsync("/images/1.svg")).Body);
    }

    [Fact]
    public async Task A_name_of_another_release_is_answered_and_not_kept()
    {
        await using var v1 = await Assets.StartAsync("v1");
        await using var v2 = await Assets.StartAsync("v2");
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

    /// <summary>The level's own asset server, as a process.</summary>
    private sealed class Assets : IAsyncDisposable
    {
        private readonly Process process;
        private bool isGone;

        private Assets(string release, int port)
        {
            var program = Path.Combine(
                AppContext.BaseDirectory, "../../level3.Assets/debug/level3.Assets.dll");
            Address = new($"http://127.0.0.1:{port}");
            process = Process.Start(new ProcessStartInfo("dotnet", [program])
            {
                Environment =
                {
                    ["ASPNETCORE_URLS"] = Address.ToString(),
                    ["RELEASE"] = release,
                    ["WITHOUT"] = "draining",
                },
            })!;
        }

        public Uri Address { get; }

        public static async Task<Assets> StartAsync(string release, int? port = null)
        {
            var assets = new Assets(release, port ?? EdgeProcess.FreePort());
            using var client = new HttpClient { BaseAddress = assets.Address };
            await Eventually.IsAsync(() => AnswersAsync(client), "the assets are there");
            return assets;
        }

        public async ValueTask DisposeAsync()
        {
            if (isGone)
                return;
            isGone = true;
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        private static async Task<bool> AnswersAsync(HttpClient client)
        {
            try
            {
                using var answer = await client.GetAsync("/health");
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }
    }
}
