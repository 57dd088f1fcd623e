namespace Shop.Shopping;

internal static class AccountEndpoints
{
    public static void MapAccounts(this WebApplication app)
    {
        app.MapPost("/api/customers", IResult (Registration wanted, Accounts accounts) =>
            wanted.Problems() is { Count: > 0 } problems ? TypedResults.ValidationProblem(problems)
            : accounts.Register(wanted.Email, wanted.Password, wanted.Name) is { } token
                ? TypedResults.Created((string?)null, Session(token, wanted.Email, wanted.Name))
                : TypedResults.Problem(
                    title: "There is an account with this e-mail address already.", statusCode: 409));

        app.MapPost("/api/sessions", IResult (SignIn wanted, Accounts accounts) =>
            accounts.SignIn(wanted.Email, wanted.Password) is { } token
                ? TypedResults.Ok(Session(token, wanted.Email, wanted.Email.Split('@')[0]))
                : TypedResults.Problem(
                    title: "E-mail address or password is wrong.", statusCode: 401));
    }

    private static object Session(string token, string email, string name) => new
    {
        Token = token,
        ExpiresIn = 365 * 24 * 3600,
        Customer = new { Id = 1, Email = email, Name = name },
    };

    internal sealed record SignIn(string Email, string Password);

    internal sealed record Registration(string Email, string Password, string Name)
    {
        public Dictionary<string, string[]> Problems()
        {
            var problems = new Dictionary<string, string[]>();
            if (!Email.Contains('@') || Email.Length > 200)
            {
                problems["email"] = ["This is no e-mail address."];
            }

            if (Password.Length is < 8 or > 200)
            {
                problems["password"] = ["A password has at least 8 characters."];
            }

            if (Name.Length is 0 or > 100)
            {
                problems["name"] = ["A name has 1 to 100 characters."];
            }

            return problems;
        }
    }
}
