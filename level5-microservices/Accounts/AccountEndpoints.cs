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
            Claims claims,
            Signer signer) =>
        {
            var mark = marks.Of(registration.Email);
            return await customers.ClaimAsync(registration, mark) is { } customer
                && await IsOursAsync(customer, mark, siblings, customers, claims)
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

    private static async Task<bool> IsOursAsync(
        Customer customer, byte[] mark, Siblings siblings, Customers customers, Claims claims)
    {
        if (!await siblings.HaveAsync(mark))
            return await customers.KeepAsync(customer);
        await claims.YieldAsync(mark, isFirst: true);
        return false;
    }
}
