using System.Buffers.Text;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Shop.Tests;

public class HomeTests(RunningShop shop)
{
    [Fact]
    public async Task A_customer_signs_in_from_any_region_and_finds_the_same_cart()
    {
        var person = await Person.RegisterAsync(shop.Eu);

        foreach (var site in shop.Sites)
            Assert.Equal(HttpStatusCode.OK, await person.SignInAsync(site));
        using var put = await person.SendAsync(
            shop.Ap, HttpMethod.Put, "/api/cart/items/7", new { quantity = 2 });
        var seen = await person.GetAsync(shop.Us, "/api/cart");

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal(7, (int)seen["items"]![0]!["productId"]!);
        Assert.Equal(1, await shop.Eu.AskAsync<int>(
            $"select count(*) from cart_items where customer_id = {person.Id}"));
    }

    [Fact]
    public async Task A_new_customer_is_at_home_where_she_came_in_whoever_answers()
    {
        var person = await Person.RegisterAsync(shop.Us, cameIn: "eu");

        Assert.Equal(1, await shop.Eu.AskAsync<int>(
            $"select count(*) from customers where id = {person.Id}"));
    }

    [Fact]
    public async Task An_address_is_registered_in_one_region()
    {
        var person = await Person.RegisterAsync(shop.Eu);

        using var again = await shop.Us.Service.Client.PostAsJsonAsync(
            "/api/customers", new { email = person.Email, password = Customer.Password, name = "Eve" });

        await again.MustBeProblemAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Of_regions_that_register_one_address_in_the_same_moment_one_has_it()
    {
        var before = await CountAsync();
        // A region that doesn't answer for a second counts as away: such a round says nothing.
        var (rounds, slow) = (0, 0);
        while (rounds < 6 && slow < 20)
        {
            var email = $"{Guid.NewGuid():N}@example.com";
            var clock = Stopwatch.StartNew();
            var answers = await Task.WhenAll(shop.Sites.Select(site => site.Service.Client.PostAsJsonAsync(
                "/api/customers", new { email, password = Customer.Password, name = "Twin" })));
            var winners = answers.Count(answer => answer.StatusCode == HttpStatusCode.Created);
            if (clock.Elapsed > TimeSpan.FromSeconds(1))
            {
                slow++;
                before += winners;
                continue;
            }

            Assert.True(
                winners == 1,
                $"{string.Join(", ", answers.Select(answer => answer.StatusCode))} in {clock.Elapsed}");
            rounds++;
        }

        Assert.NotEqual(0, rounds);
        Assert.Equal(before + rounds, await CountAsync());

        async Task<int> CountAsync()
        {
            var counts = await Task.WhenAll(
                shop.Sites.Select(site => site.AskAsync<int>(
                    "select count(*) from customers where is_certain")));
            return counts.Sum();
        }
    }

    [Fact]
    public async Task A_claim_whose_region_died_is_nobodys_half_a_minute_later()
    {
        var person = await Person.RegisterAsync(shop.Eu);
        await shop.Eu.AskAsync<int>(
            $"update customers set is_certain = false where id = {person.Id}");
        Assert.Equal(HttpStatusCode.Unauthorized, await person.SignInAsync(shop.Eu));
        await RegisterAsync(HttpStatusCode.Conflict);

        await shop.Eu.AskAsync<int>(
            $"update customers set created_at = now() - interval '31 s' where id = {person.Id}");

        await RegisterAsync(HttpStatusCode.Created);

        async Task RegisterAsync(HttpStatusCode expected)
        {
            using var answer = await shop.Ap.Service.Client.PostAsJsonAsync(
                "/api/customers",
                new { email = person.Email, password = Customer.Password, name = "Next" });
            Assert.Equal(expected, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_wrong_password_is_wrong_in_every_region()
    {
        var person = await Person.RegisterAsync(shop.Eu);

        using var answer = await shop.Us.Service.Client.PostAsJsonAsync(
            "/api/sessions", new { email = person.Email, password = "wrong password" });

        await answer.MustBeProblemAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_that_another_site_signed_for_a_customer_is_refused()
    {
        var person = await Person.RegisterAsync(shop.Eu);
        using var key = ECDsa.Create();
        key.ImportFromPem(await File.ReadAllTextAsync(Path.Combine(shop.Us.Files, "signing.pem")));
        var keys = await shop.Us.Service.Client.GetFromJsonAsync<JsonNode>("/.well-known/jwks.json");
        var kid = (string)keys!["keys"]![0]!["kid"]!;

        foreach (var (site, home) in shop.Sites.SelectMany(site => new[] { (site, "eu"), (site, "us") }))
        {
            using var own = await site.AskAsync(
                HttpMethod.Get, "/api/cart", Sign(key, kid, person.Id, home));
            Assert.Equal(HttpStatusCode.Unauthorized, own.StatusCode);
        }
    }

    [Fact]
    public async Task What_the_sites_ask_each_other_nobody_else_may()
    {
        foreach (var path in (string[])["/internal/marks/00", "/internal/carts/11", "/events"])
        {
            using var answer = await shop.Us.Service.Client.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_bought_cart_is_emptied_once()
    {
        var person = await Person.RegisterAsync(shop.Eu);
        object bought = new { saga = Guid.NewGuid(), items = new[] { new { productId = 5, quantity = 2 } } };

        await PutAsync();
        await BuyAsync();
        var empty = await person.GetAsync(shop.Eu, "/api/cart");
        await PutAsync();
        await BuyAsync();
        var full = await person.GetAsync(shop.Eu, "/api/cart");

        Assert.Empty(empty["items"]!.AsArray());
        Assert.Single(full["items"]!.AsArray());
        // Who buys the cart that is there now can't mistake it for the one before.
        using var next = await shop.Eu.CallAsync(HttpMethod.Get, $"/internal/carts/{person.Id}");
        Assert.Equal(1, (int)(await next.Content.ReadFromJsonAsync<JsonObject>())!["number"]!);

        async Task PutAsync() => (await person.SendAsync(
            shop.Eu, HttpMethod.Put, "/api/cart/items/5", new { quantity = 2 })).Dispose();

        async Task BuyAsync()
        {
            using var answer = await shop.Eu.CallAsync(
                HttpMethod.Post, $"/internal/carts/{person.Id}/bought", bought);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }
    }

    private static string Sign(ECDsa key, string kid, long customer, string home)
    {
        var end = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds();
        var said = string.Join('.', new[]
        {
            $$"""{"alg":"ES256","kid":"{{kid}}"}""",
            $$"""{"sub":{{customer}},"home":"{{home}}","exp":{{end}}}""",
        }.Select(part => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part))));
        var signature = key.SignData(Encoding.ASCII.GetBytes(said), HashAlgorithmName.SHA256);
        return $"{said}.{Base64Url.EncodeToString(signature)}";
    }
}
