namespace Shop.Accounts;

internal static class ResidencySetup
{
    public static void AddResidency(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<Here>();
        services.AddSingleton<Marks>();
        services.AddSingleton<Siblings>();
        services.AddSingleton<Signer>();
        services.AddSingleton<Vault>();
        services.AddScoped<Claims>();
        services.AddSingleton<Erasure>();
        services.AddHostedService(provider => provider.GetRequiredService<Erasure>());
        services.AddExceptionHandler<HomeAway>();
    }

    /// <summary>What the sites ask each other, and nobody else may.</summary>
    public static void MapInternal(this WebApplication app)
    {
        var signer = app.Services.GetRequiredService<Signer>();
        app.MapGet(PublicKeys.Path, () => new PublicKeySet([signer.PublicKey]))
            .ExcludeFromDescription();

        var inside = app.MapGroup("/internal")
            .AddEndpointFilter<Control.ControlKey>()
            .ExcludeFromDescription();

        inside.MapGet("/marks/{mark}", async Task<Results<NoContent, NotFound>> (
            string mark, Customers customers) =>
            await customers.HasAsync(Convert.FromHexString(mark))
                ? TypedResults.NoContent()
                : TypedResults.NotFound());

        inside.MapPost("/marks/{mark}/claims/{digit:int}", async Task<Results<NoContent, NotFound>> (
            string mark, int digit, Claims claims, Here here) =>
            await claims.YieldAsync(Convert.FromHexString(mark), isFirst: digit < here.Digit)
                ? TypedResults.NoContent()
                : TypedResults.NotFound());

        inside.MapPost("/sessions", async Task<Results<Ok<Session>, UnauthorizedHttpResult>> (
            MarkedSignIn signIn, Customers customers, Signer signer) =>
            await customers.SignInAsync(signIn.Mark, signIn.Password) is { } customer
                ? TypedResults.Ok(signer.Issue(customer))
                : TypedResults.Unauthorized());
    }
}
