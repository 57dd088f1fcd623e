namespace Shop.Accounts;

internal static class AccountEndpoints
{
    public static void AddAccounts(this IServiceCollection services) => services
        .AddSingleton<Passwords>()
        .AddScoped<Customers>();

    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        var accounts = app.MapGroup("/api").WithTags("Accounts").StaysPrivate();

        accounts.MapPost("/customers", async Task<Results<Created<Session>, ProblemHttpResult>> (
            Registration registration, Customers customers, Tokens tokens) =>
            await customers.RegisterAsync(registration) is { } customer
                ? TypedResults.Created((string?)null, Session.For(customer, tokens))
                : TypedResults.Problem(
                    title: "There is an account with this e-mail address already.",
                    statusCode: StatusCodes.Status409Conflict));

        accounts.MapPost("/sessions", async Task<Results<Ok<Session>, ProblemHttpResult>> (
            SignIn signIn, Customers customers, Tokens tokens) =>
            await customers.SignInAsync(signIn) is { } customer
                ? TypedResults.Ok(Session.For(customer, tokens))
                : TypedResults.Problem(
                    title: "E-mail address or password is wrong.",
                    statusCode: StatusCodes.Status401Unauthorized));
    }
}
