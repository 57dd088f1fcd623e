namespace Shop.Shopping;

/// <summary>What anybody may say, for everybody to read.</summary>
internal static class ReviewEndpoints
{
    public static void MapReviews(this WebApplication app)
    {
        app.MapGet("/api/products/{id:int}/reviews", IResult (int id, Node node) =>
            TypedResults.Ok(node.Board.Reviews(id).Select(one => new
            {
                Tag = one.Key,
                one.Value.Stars,
                one.Value.Text,
            })));
        app.MapPost("/api/products/{id:int}/reviews", IResult (int id, NewReview review, Node node) =>
            review is { Stars: >= 1 and <= 5, Text.Length: <= 1_000 }
                && node.Catalogue.Products.ContainsKey(id)
                ? TypedResults.Created((string?)null, new
                {
                    Tag = node.Board.AddReview(new Review(id, review.Stars, review.Text)).Key,
                })
                : TypedResults.ValidationProblem(new Dictionary<string, string[]>
                {
                    ["text"] = ["One to five stars, and 1,000 characters at most."],
                }));
        app.MapGet("/api/notice", (Node node) => TypedResults.Ok(node.Board.Notice));
        app.MapPut("/api/notice", (NewNotice notice, Node node) =>
        {
            node.Board.WriteNotice(notice.Text[..Math.Min(notice.Text.Length, 200)]);
            return TypedResults.NoContent();
        });
    }

    internal sealed record NewReview(int Stars, string Text);

    internal sealed record NewNotice(string Text);
}
