namespace Shop.Tests;

public class AccountTests(RunningShop shop)
{
    [Fact]
    public async Task A_customer_signs_in_again()
    {
        var customer = await shop.RegisterAsync();

        using var response = await SignInAsync(customer.Email.ToUpperInvariant(), Customer.Password);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotEmpty((string)(await response.ReadAsync())["token"]!);
    }

    [Fact]
    public async Task An_address_is_registered_once()
    {
        var customer = await shop.RegisterAsync();

        using var again = await shop.Backend.Client.PostAsJsonAsync(
            "/api/customers",
            new { email = customer.Email, password = Customer.Password, name = "Eve" });

        await again.MustBeProblemAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer()
    {
        var customer = await shop.RegisterAsync();

        using var wrong = await SignInAsync(customer.Email, "wrong password");
        using var unknown = await SignInAsync("nobody@example.com", "wrong password");

        var first = await wrong.MustBeProblemAsync(HttpStatusCode.Unauthorized);
        var second = await unknown.MustBeProblemAsync(HttpStatusCode.Unauthorized);
        Assert.Equal((string)first["title"]!, (string)second["title"]!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_forged_token_is_refused(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/cart");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");

        using var response = await shop.Backend.Client.SendAsync(request);

        await response.MustBeProblemAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_registration_with_mistakes_names_each_field()
    {
        using var response = await shop.Backend.Client.PostAsJsonAsync(
            "/api/customers", new { email = "not an address", password = "short" });

        var problem = await response.MustBeProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal(
            ["email", "name", "password"],
            problem["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    private Task<HttpResponseMessage> SignInAsync(string email, string password) =>
        shop.Backend.Client.PostAsJsonAsync("/api/sessions", new { email, password });
}
