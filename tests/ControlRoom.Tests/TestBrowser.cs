using Microsoft.Playwright;

namespace ControlRoom.Tests;

/// <summary>Chromium, as it is on this machine and without a screen.</summary>
internal sealed class TestBrowser : IAsyncDisposable
{
    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private TestBrowser(IPlaywright playwright, IBrowser browser)
    {
        this.playwright = playwright;
        this.browser = browser;
    }

    public static async Task<TestBrowser> LaunchAsync()
    {
        var driver = await Playwright.CreateAsync();
        return new(driver, await driver.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        }));
    }

    /// <summary>Opens a control room; a page that throws fails the test that closes it.</summary>
    public async Task<Projector> OpenAsync(string address)
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
    }
}
