using Shop.Catalog;
using Shop.Control;

namespace Shop.Reviews;

using Answer = Results<Ok<ToldOpinions>, NotFound, ProblemHttpResult>;

/// <summary>
/// What any region may decide by itself. A purchase is not among it: two regions that have both
/// sold the last mug can't merge that afterwards.
/// </summary>
internal static class ReviewEndpoints
{
    public static void AddReviews(this IServiceCollection services) =>
        services.AddSingleton<ReviewStore>().AddHostedService<Exchange>();

    public static void MapReviews(this WebApplication app)
    {
        var product = app.MapGroup("/api/products/{id:int}").WithTags("Reviews").StaysPrivate();

        product.MapGet("/reviews", async (
            int id, Merging? way, ClaimsPrincipal user, ReviewStore store) =>
            Tell(await store.FindAsync(id), way ?? store.Way, user));

        product.MapPost("/reviews", (
            int id, Draft draft, ClaimsPrincipal user, CachedProducts products, ReviewStore store) =>
            ChangeAsync(id, store.Now with { Added = user.Says(draft) }, user, products, store))
            .RequireAuthorization();

        product.MapDelete("/reviews/{review}", async (
            int id, string review, ClaimsPrincipal user, CachedProducts products, ReviewStore store) =>
            await store.FindAsync(id) switch
            {
                null => Tell(null, store.Way, user), // Nobody knows whose it is.
                { } page when page.IsBy(user.CustomerId(), review) =>
                    await ChangeAsync(id, store.Now with { Removed = review }, user, products, store),
                // Removed by a request whose answer got lost: the second one is right, too.
                { } page when page.Crdt.Reviews.Removed.Contains(review) => Tell(page, store.Way, user),
                _ => TypedResults.NotFound(),
            })
            .RequireAuthorization();

        product.MapPost("/likes", (
            int id, ClaimsPrincipal user, CachedProducts products, ReviewStore store) =>
            ChangeAsync(id, store.Now with { Liked = 1 }, user, products, store))
            .RequireAuthorization();

        app.MapPut("/backend/reviews", (Merging way, ReviewStore store) => { store.Way = way; })
            .AddEndpointFilter<ControlKey>()
            .ExcludeFromDescription();
    }

    private static async Task<Answer> ChangeAsync(
        int product, Change change, ClaimsPrincipal user, CachedProducts products, ReviewStore store) =>
        await products.FindAsync(product) is null
            ? TypedResults.NotFound()
            : Tell(await store.ChangeAsync(product, change), store.Way, user);

    private static Answer Tell(Page? page, Merging way, ClaimsPrincipal user) => page is null
        ? TypedResults.Problem(
            title: "Reviews can't be reached at the moment.",
            statusCode: StatusCodes.Status503ServiceUnavailable)
        : TypedResults.Ok(ToldOpinions.Of(page.As(way), way, user));

    private static Review Says(this ClaimsPrincipal user, Draft draft) =>
        new(Guid.NewGuid().ToString("N"), user.CustomerId(), draft.Text);

    private static bool IsBy(this Page page, long customer, string review) =>
        Enum.GetValues<Merging>().SelectMany(way => page.As(way).Reviews)
            .Any(one => one.Id == review && one.Customer == customer);
}

internal sealed record ToldOpinions(Merging Way, int Likes, IReadOnlyList<ToldReview> Reviews)
{
    public static ToldOpinions Of(Opinions opinions, Merging way, ClaimsPrincipal user)
    {
        var reader = user.Identity?.IsAuthenticated == true ? user.CustomerId() : 0;
        return new(way, opinions.Likes, [.. opinions.Reviews.Select(review =>
            new ToldReview(review.Id, review.Text, review.Customer == reader)),]);
    }
}

/// <param name="IsMine">Whether the reader wrote it, and may take it back.</param>
internal sealed record ToldReview(string Id, string Text, bool IsMine);
