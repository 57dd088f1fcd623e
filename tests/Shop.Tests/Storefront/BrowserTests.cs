using Microsoft.Playwright;

namespace Shop.Tests;

/// <summary>A real browser, and what every visitor does in it.</summary>
public abstract class BrowserTests(RunningShop shop) : IAsyncLifetime
{
    private readonly List<string> failures = [];
    private IPlaywright playwright = null!;

    protected RunningShop Shop { get; } = shop;

    protected IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright.Dispose();
        // A page that throws has failed, whatever it shows.
        Assert.Empty(failures);
    }

    protected async Task<IPage> OpenAsync(string hash = "")
    {
        var page = await Browser.NewPageAsync();
        page.SetDefaultTimeout(10_000);
        page.PageError += (_, error) => failures.Add(error);
        await page.GotoAsync(Shop.Assets.Address + hash);
        // Before that it listens to nobody.
        await Assertions.Expect(page.Locator("#entrances")).ToContainTextAsync("Shop as from");
        return page;
    }

    protected static async Task RegisterAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Create an account" }).ClickAsync();
        await page.GetByLabel("Name").FillAsync("Grace Hopper");
        await page.GetByLabel("E-mail").FillAsync($"{Guid.NewGuid():N}@example.com");
        await page.GetByLabel("Password").FillAsync(Customer.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
    }
}
