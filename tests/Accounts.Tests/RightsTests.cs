namespace Shop.Tests;

public class RightsTests(RunningShop shop)
{
    [Fact]
    public async Task Consent_is_recorded_with_its_history()
    {
        var person = await Person.RegisterAsync(shop.Eu);

        foreach (var given in (bool[])[true, false])
        {
            (await person.SendAsync(
                shop.Us, HttpMethod.Put, "/api/account/consents/newsletter", new { given })).Dispose();
        }

        var consents = (await person.GetAsync(shop.Ap, "/api/account"))["consents"]!.AsArray();
        Assert.Equal([true, false], consents.Select(one => (bool)one!["given"]!));
        Assert.All(consents, one => Assert.NotNull(one!["at"]));
    }

    [Fact]
    public async Task Nobody_can_be_asked_for_consent_to_anything_else()
    {
        var person = await Person.RegisterAsync(shop.Eu);

        using var answer = await person.SendAsync(
            shop.Eu, HttpMethod.Put, "/api/account/consents/everything", new { given = true });

        await answer.MustBeProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_export_has_everything()
    {
        var person = await Person.RegisterAsync(shop.Eu);
        (await person.SendAsync(
            shop.Eu, HttpMethod.Put, "/api/cart/items/9", new { quantity = 3 })).Dispose();

        var export = await person.GetAsync(shop.Us, "/api/account");

        Assert.Equal(person.Email, (string)export["customer"]!["email"]!);
        Assert.Equal(person.Name, (string)export["customer"]!["name"]!);
        Assert.Equal("eu", (string)export["home"]!);
        Assert.Equal(3, (int)export["cart"]!["items"]![0]!["quantity"]!);
        Assert.Equal(0, (int)export["bonus"]!);
    }

    [Fact]
    public async Task Who_was_erased_is_unknown_everywhere_and_may_come_back_as_somebody_new()
    {
        var person = await Person.RegisterAsync(shop.Eu);
        await person.SignInAsync(shop.Us);

        using var erased = await person.SendAsync(shop.Us, HttpMethod.Delete, "/api/account");

        Assert.Equal(HttpStatusCode.NoContent, erased.StatusCode);
        foreach (var site in shop.Sites)
        {
            using var export = await person.SendAsync(site, HttpMethod.Get, "/api/account");
            Assert.Equal(HttpStatusCode.NotFound, export.StatusCode);
            using var put = await person.SendAsync(
                site, HttpMethod.Put, "/api/cart/items/5", new { quantity = 1 });
            Assert.Equal(HttpStatusCode.NotFound, put.StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, await person.SignInAsync(site));
        }

        using var again = await shop.Us.Service.Client.PostAsJsonAsync(
            "/api/customers",
            new { email = person.Email, password = Customer.Password, name = "Somebody new" });
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(1, await shop.Eu.AskAsync<int>(
            $"select count(*) from outbox where topic = 'customer-erased' and key = '{person.Id}'"));
    }
}
