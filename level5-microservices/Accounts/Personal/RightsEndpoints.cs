using All = System.Collections.Generic.IReadOnlyList<Shop.Accounts.Consent>;

namespace Shop.Accounts;

/// <summary>
/// What customers may demand: to know, to agree or not, to be forgotten. New with the second
/// contract; the first one stays as it was.
/// </summary>
internal static class RightsEndpoints
{
    public static void MapRights(this IEndpointRouteBuilder app)
    {
        var account = app.MapGroup("/api/account")
            .WithTags("Account").WithGroupName("v2").RequireAuthorization().StaysPrivate();

        account.MapGet("/", async Task<Results<Ok<Dossier>, NotFound>> (
            ClaimsPrincipal user, Export export) =>
            await export.FindAsync(user.CustomerId()) is { } all
                ? TypedResults.Ok(all)
                : TypedResults.NotFound());

        account.MapPut("/consents/{purpose}", async Task<Results<Ok<All>, NotFound>> (
            string purpose, Decision decision, ClaimsPrincipal user, Consents consents) =>
            Consents.Purposes.Contains(purpose)
            && await consents.RecordAsync(user.CustomerId(), purpose, decision.Given) is [_, ..] all
                ? TypedResults.Ok(all)
                : TypedResults.NotFound());

        account.MapDelete("/", async (ClaimsPrincipal user, Erasure erasure) =>
        {
            await erasure.EraseAsync(user.CustomerId());
            return TypedResults.NoContent();
        });
    }
}
