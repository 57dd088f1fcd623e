using Microsoft.Playwright;

namespace Shop.Tests;

/// <summary>Ways through the shop on which something goes wrong.</summary>
public sealed class NavigationTests(RunningShop shop) : BrowserTests(shop)
{
    [Fact]
    public async Task A_link_that_led_nowhere_can_be_tried_again()
    {
        var page = await OpenAsync();
        var product = page.GetByRole(AriaRole.Heading, new() { Level = 2 }).First;
        await page.RouteAsync("**/api/products/*", route => route.AbortAsync());
        await product.ClickAsync();
        await Assertions.Expect(page.Locator(".toast.bad")).ToBeVisibleAsync();

        await page.UnrouteAsync("**/api/products/*");
        await product.ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_product_that_comes_too_late_is_not_shown()
    {
        var page = await OpenAsync("#/?page=2");
        var shown = new TaskCompletionSource();
        await page.RouteAsync("**/api/products/881", async route =>
        {
            await shown.Task;
            await route.ContinueAsync();
        });
        await page.RunAndWaitForRequestAsync(
            () => page.EvaluateAsync("location.hash = '#/product/881'"), "**/api/products/881");

        await page.EvaluateAsync("location.hash = '#/?page=3'");
        await Assertions.Expect(page.Locator(".pager")).ToContainTextAsync("3 of");
        var late = await page.RunAndWaitForResponseAsync(
            () => Task.FromResult(shown.TrySetResult()), "**/api/products/881");
        await late.FinishedAsync();
        await page.WaitForTimeoutAsync(200); // Until the page has done with it what it does.

        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".pager")).ToContainTextAsync("3 of");
    }

    [Fact]
    public async Task Skipping_to_the_products_stays_on_the_page()
    {
        var page = await OpenAsync("#/?page=2");
        await Assertions.Expect(page.Locator(".pager")).ToContainTextAsync("2 of");

        await page.Locator(".skip").FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("#main")).ToBeFocusedAsync();
        Assert.EndsWith("#/?page=2", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_signs_out_leaves_no_orders_on_the_screen()
    {
        var page = await OpenAsync("#/orders");
        await RegisterAsync(page);
        await Assertions.Expect(page.Locator("#main")).ToContainTextAsync("No orders yet.");

        await page.RouteAsync("**/api/products?*", route => route.AbortAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await Assertions.Expect(page.Locator("#main")).Not.ToContainTextAsync("No orders yet.");
        var again = page.GetByRole(AriaRole.Button, new() { Name = "Try again" });
        await Assertions.Expect(again).ToBeVisibleAsync(); // The list has been asked for, and failed.
        await page.UnrouteAsync("**/api/products?*");
        await again.ClickAsync();
        await Assertions.Expect(page.Locator(".product")).ToHaveCountAsync(24);
    }

    [Fact]
    public async Task Who_signs_in_beside_an_empty_cart_sees_what_is_theirs()
    {
        var page = await OpenAsync("#/cart");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#main")).ToContainTextAsync("Sign in to see your cart.");

        await page.Locator("#account").ClickAsync();
        await RegisterAsync(page);

        await Assertions.Expect(page.Locator("#main")).ToContainTextAsync("Your cart is empty.");
    }
}
