extern alias level1;

using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ControlRoom.Tests;

/// <summary>A running level and a browser beside it, as on a stage.</summary>
public sealed class Theatre : IAsyncLifetime
{
    private DistributedApplication app = null!;
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;
    private string address = "";

    public async ValueTask InitializeAsync()
    {
        var port = Random.Shared.Next(15, 20) * 1000;
        address = $"http://localhost:{port}";
        var builder = await DistributedApplicationTestingBuilder.CreateAsync(
            typeof(level1::Projects.AppHost),
            ["--portbase", port.ToString(CultureInfo.InvariantCulture)]);
        app = await builder.BuildAsync();
        await app.StartAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        });
        await app.Services.GetRequiredService<FrontDesk>().Open.WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>Opens the control room; a page that throws fails the test that closes it.</summary>
    internal async Task<Projector> OpenAsync()
    {
        var page = await browser.NewPageAsync(
            new() { ViewportSize = new() { Width = 1280, Height = 720 } });
        var projector = new Projector(page);
        await page.GotoAsync(address);
        return projector;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
        await app.DisposeAsync();
    }
}

/// <summary>There is one stage: two levels in one process would use the same files.</summary>
[CollectionDefinition("theatre")]
public sealed class TheatreCollection : ICollectionFixture<Theatre>;

/// <summary>What the room sees.</summary>
internal sealed class Projector : IAsyncDisposable
{
    private readonly List<string> failures = [];

    internal Projector(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => failures.Add(error);
    }

    internal IPage Page { get; }

    internal ILocator Status => Page.Locator(".status");

    internal ILocator Stamp => Page.Locator(".stamp");

    internal ILocator Timeline => Page.Locator(".timeline");

    internal ILocator Expectations => Page.Locator(".facts").Last;

    /// <summary>What the presenter says now.</summary>
    internal ILocator Now => Page.Locator(".say dd.now");

    internal ILocator Line(string one, string other) =>
        Page.Locator($".tag[data-route='{one}|{other}']");

    internal ILocator Errors(string region) =>
        Page.Locator($".region[data-region='{region}'] .errors dd");

    internal ILocator Process(string name) => Page.Locator($".process[data-process='{name}']");

    internal ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name });

    internal ILocator Choice(string name) =>
        Page.Locator(".menu").GetByRole(AriaRole.Button, new()
        {
            NameRegex = new($"^{name}", RegexOptions.None, TimeSpan.FromSeconds(1)),
        });

    internal Task ResetAsync() => ResetAsync(() => Button("Reset").ClickAsync());

    /// <summary>Resets and sees the proof, which is not the one of an earlier reset.</summary>
    internal async Task ResetAsync(Func<Task> press)
    {
        await Page.RunAndWaitForResponseAsync(
            press,
            answer => answer.Url.EndsWith("/api/reset", StringComparison.Ordinal),
            new() { Timeout = 60_000 });
        await Assertions.Expect(Page.Locator(".banner"))
            .ToContainTextAsync("Restored and proved", new() { Timeout = 60_000 });
    }

    public async ValueTask DisposeAsync()
    {
        await Page.CloseAsync();
        Assert.True(failures.Count == 0, string.Join('\n', failures.Distinct()));
    }
}
