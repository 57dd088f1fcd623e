namespace Shop.Accounts;

internal sealed record Customer(long Id, string Email, string Name);

public sealed record Registration(
    [property: Required, EmailAddress, StringLength(200)] string Email,
    [property: Required, StringLength(200, MinimumLength = 8, ErrorMessage = Registration.TooShort)]
    string Password,
    [property: Required, StringLength(100)] string Name)
{
    private const string TooShort = "A password has at least 8 characters.";
}

public sealed record SignIn(
    [property: Required, StringLength(200)] string Email,
    [property: Required, StringLength(200)] string Password);

/// <param name="Token">Goes into the header Authorization, after "Bearer ".</param>
/// <param name="ExpiresIn">Seconds.</param>
internal sealed record Session(string Token, int ExpiresIn, Customer Customer);
