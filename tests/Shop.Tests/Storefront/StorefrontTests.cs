using Microsoft.Playwright;

namespace Shop.Tests;

/// <summary>Shops as a person does, in a real browser.</summary>
public sealed class StorefrontTests(RunningShop shop) : BrowserTests(shop)
{
    [Fact]
    public async Task A_visitor_searches_registers_buys_and_sees_the_order()
    {
        var page = await OpenAsync();

        await page.GetByRole(AriaRole.Searchbox).FillAsync("headphones");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 }))
            .ToHaveTextAsync("“headphones”");
        await page.GetByRole(AriaRole.Heading, new() { Level = 2 }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add to cart" }).ClickAsync();
        await RegisterAsync(page);
        await Assertions.Expect(page.Locator("#cart-count")).ToHaveTextAsync("1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Cart" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "more" }).ClickAsync();
        await Assertions.Expect(page.Locator("output")).ToHaveTextAsync("2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Buy now" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your orders" }))
            .ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".order")).ToContainTextAsync("Headphones");
        await Assertions.Expect(page.Locator(".order")).ToContainTextAsync("2 ×");
        await Assertions.Expect(page.Locator("#badge")).ToContainTextAsync("us-east-1");
    }

    [Fact]
    public async Task A_slow_cart_does_not_hide_what_was_just_added()
    {
        var page = await OpenAsync("#/product/881");
        await page.RouteAsync("**/api/cart", async route =>
        {
            var asItWas = await route.FetchAsync();
            await Task.Delay(500); // The way of a far customer's cart, which others overtake.
            await route.FulfillAsync(new() { Response = asItWas });
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "Add to cart" }).ClickAsync();

        await page.RunAndWaitForResponseAsync(() => RegisterAsync(page), "**/api/cart");

        await Assertions.Expect(page.Locator(".toast").Last).ToContainTextAsync("in your cart");
        await Assertions.Expect(page.Locator("#cart-count")).ToHaveTextAsync("1");
    }

    [Fact]
    public async Task A_failed_purchase_tells_the_reason()
    {
        await Shop.SetStockAsync(880, 1);
        var page = await OpenAsync("#/product/880");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add to cart" }).ClickAsync();
        await RegisterAsync(page);
        await Assertions.Expect(page.Locator("#cart-count")).ToHaveTextAsync("1");
        await Shop.SetStockAsync(880, 0);

        await page.GotoAsync($"{Shop.Assets.Address}#/cart");
        await page.GetByRole(AriaRole.Button, new() { Name = "Buy now" }).ClickAsync();

        await Assertions.Expect(page.Locator(".toast.bad")).ToContainTextAsync("out of stock");
    }

    [Fact]
    public async Task A_page_can_be_used_with_the_keyboard()
    {
        var page = await OpenAsync();

        await page.GetByRole(AriaRole.Heading, new() { Level = 2 }).First.GetByRole(AriaRole.Link)
            .FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".product")).ToHaveCountAsync(24);
    }

    [Fact]
    public async Task A_page_uses_the_API_of_the_entrance_it_came_through()
    {
        var far = $"http://localhost:{Shop.Backend.Address.Port}";
        var page = await Browser.NewPageAsync();
        await page.RouteAsync("**/entrances.json", route => route.FulfillAsync(new()
        {
            Json = new
            {
                api = Shop.Backend.Address.OriginalString,
                entrances = new object[]
                {
                    new { city = "N. Virginia", page = "http://elsewhere", api = "http://elsewhere" },
                    new { city = "Singapore", page = Shop.Assets.Address.OriginalString, api = far },
                },
            },
        }));

        var request = await page.RunAndWaitForRequestAsync(
            () => page.GotoAsync(Shop.Assets.Address.OriginalString),
            request => request.Url.Contains("/api/products", StringComparison.Ordinal));

        Assert.StartsWith(far, request.Url, StringComparison.Ordinal);
        await Assertions.Expect(page.Locator("#entrances [aria-current]"))
            .ToHaveTextAsync("Singapore");
    }
}
