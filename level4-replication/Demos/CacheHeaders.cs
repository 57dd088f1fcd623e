using Shop.Shoppers;

namespace Shop;

internal static class CacheHeaders
{
    private const int Repeats = 3;
    private const string List = "/api/products?page=3&pageSize=7";
    private const string Product = "/api/products/977";

    public static readonly Demo Demo = new(
        "cache-control",
        "What an edge keeps, for how long and for whom, the origin decides answer by answer, in "
        + "one header.")
    {
        RestsOn = "cdn",
        // Purchases would change what is asked for here.
        Workload = new() { Rate = 20, Mix = new() { Cart = 0, Checkout = 0 } },
        Say = new(
            "One shop, four kinds of answers: a list, a product, a picture, somebody's cart.",
            "Each is asked for four times, in Singapore. The timeline has the edge's own words.",
            "Kept for seconds, kept but confirmed, kept for ever, never kept. One header each."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var edges = await Controls.EdgesAsync(stage.Shop.Services);
        await edges.PurgeAsync();
        using var visitor = Visitor.In(stage, Region.ApSoutheast);
        await stage.PhaseAsync("again and again", 2, async () =>
        {
            await RepeatAsync(stage, visitor, "list", List, "hit");
            await RepeatAsync(stage, visitor, "product", Product, "revalidated");
            var picture = await Pictures.NameAsync(visitor);
            await RepeatAsync(stage, visitor, "picture", picture, "hit");
            await ExpectNotModifiedAsync(stage, visitor);
        });
        await stage.PhaseAsync("later", 2, () => ExpectAgeAsync(stage, visitor));
        await stage.PhaseAsync("carts", 2, () => Privacy.ExpectAsync(stage, visitor, Repeats));
    }

    private static async Task RepeatAsync(
        Stage stage,
        Visitor visitor,
        string what,
        string path,
        string word)
    {
        var first = await visitor.AskAsync(path);
        stage.Note("ask", $"{what} ({first.Control}): {first.CacheStatus}");
        var found = 0;
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var again = await visitor.AskAsync(path);
            stage.Note("again", $"{what}: {again.CacheStatus}");
            found += again.Edge == word ? 1 : 0;
        }

        stage.Expect($"{what}, asked again: {word}", found, "answers", Repeats, Repeats);
    }

    // The edge asks the origin in any case, but the customer's copy need not travel again.
    private static async Task ExpectNotModifiedAsync(Stage stage, Visitor visitor)
    {
        var first = await visitor.AskAsync(Product);
        var again = await visitor.AskAsync(
            Product, request => request.Headers.IfNoneMatch.Add(first.Headers.ETag!));
        stage.Note("again", $"product, with its ETag: {again.Status}, {again.Body.Length} bytes");
        stage.Expect("product, with its ETag: status", again.Status, "", 304, 304);
        stage.Measure("product_bytes", first.Body.Length);
    }

    private static async Task ExpectAgeAsync(Stage stage, Visitor visitor)
    {
        await Task.Delay(TimeSpan.FromSeconds(2), stage.Cancellation);
        var fresh = await visitor.AskAsync(List);
        stage.Note("later", $"list: {fresh.CacheStatus}, Age {fresh.Age}");
        stage.Expect("list, more than 2 s later: Age", fresh.Age, "s", 2, 5);
        await Task.Delay(TimeSpan.FromSeconds(4), stage.Cancellation);
        var stale = await visitor.AskAsync(List);
        stage.Note("later", $"list: {stale.CacheStatus}, Age {stale.Age}");
        // Given at once, and renewed behind the customer's back.
        stage.Expect("list, past its 5 s: stale", stale.Edge == "stale" ? 1 : 0, "answers", 1, 1);
    }
}
