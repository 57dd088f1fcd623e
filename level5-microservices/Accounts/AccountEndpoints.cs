namespace Shop.Accounts;

internal static class AccountEndpoints
{
    public static void AddAccounts(this IServiceCollection services) => services
        .AddSingleton<Passwords>()
        .AddScoped<Consents>()
        .AddScoped<Export>()
        .AddScoped<Customers>();

    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        var accounts = app.MapGroup("/api").WithTags("Accounts").StaysPrivate();

        accounts.MapPost("/customers", async Task<Results<Created<Session>, ProblemHttpResult>> (
            Registration registration,
            Marks marks,
            Siblings siblings,
            Customers customers,
            Signer signer) =>
        {
            var mark = marks.Of(registration.Email);
            // Elsewhere first, where the answer takes longest: here the database decides.
            return await siblings.FindAsync(mark, isRemembered: false) is null
                && await customers.RegisterAsync(registration, mark) is { } customer
                    ? TypedResults.Created((string?)null, signer.Issue(customer))
                    : TypedResults.Problem(
                        title: "There is an account with this e-mail address already.",
                        statusCode: StatusCodes.Status409Conflict);
        });

        accounts.MapPost("/sessions", async Task<Results<Ok<Session>, ProblemHttpResult>> (
            SignIn signIn, Marks marks, Siblings siblings, Customers customers, Signer signer) =>
        {
            var mark = marks.Of(signIn.Email);
            var session = !await customers.HasAsync(mark)
                && await siblings.FindAsync(mark) is { } home
                ? await siblings.SignInAsync(home, mark, signIn.Password)
                : await customers.SignInAsync(mark, signIn.Password) is { } customer
                    ? signer.Issue(customer)
                    : null;
            return session is not null
                ? TypedResults.Ok(session)
                : TypedResults.Problem(
                    title: "E-mail address or password is wrong.",
                    statusCode: StatusCodes.Status401Unauthorized);
        });
    }
}
