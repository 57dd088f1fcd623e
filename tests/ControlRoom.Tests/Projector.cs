using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ControlRoom.Tests;

/// <summary>What the room sees.</summary>
internal sealed class Projector : IAsyncDisposable
{
    private static readonly Regex Outcome =
        new("Restored and proved|Not restored", RegexOptions.None, TimeSpan.FromSeconds(1));

    private readonly List<string> failures = [];

    internal Projector(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => failures.Add(error);
        page.Console += (_, line) =>
        {
            if (line.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                failures.Add(line.Text);
        };
    }

    internal IPage Page { get; }

    internal ILocator Status => Page.Locator(".status");

    internal ILocator Banner => Page.Locator(".banner");

    /// <summary>Runs the open demo, or stops it.</summary>
    internal ILocator PlayButton => Page.Locator(".show .play");

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
    internal async Task ResetAsync(Func<Task> press) =>
        Assert.True(await TryResetAsync(press), await Banner.TextContentAsync());

    /// <summary>Whether a reset could be proved.</summary>
    internal Task<bool> TryResetAsync() => TryResetAsync(() => Button("Reset").ClickAsync());

    /// <summary>Sees errors of a region's customers, which may be there for a second only.</summary>
    internal Task SeesErrorsAsync(string region, float timeout) => Page.WaitForFunctionAsync(
        "region => document.querySelector(`.region[data-region='${region}'] .errors dd`)"
        + ".textContent.startsWith('✕')",
        region,
        new() { PollingInterval = 50, Timeout = timeout });

    private async Task<bool> TryResetAsync(Func<Task> press)
    {
        await Page.RunAndWaitForResponseAsync(
            press,
            answer => answer.Url.EndsWith("/api/reset", StringComparison.Ordinal),
            new() { Timeout = 120_000 });
        await Assertions.Expect(Banner).ToContainTextAsync(Outcome, new() { Timeout = 60_000 });
        return (await Banner.TextContentAsync())!.Contains("Restored and proved");
    }

    public async ValueTask DisposeAsync()
    {
        await Page.CloseAsync();
        Assert.True(failures.Count == 0, string.Join('\n', failures.Distinct()));
    }
}
