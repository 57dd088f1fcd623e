namespace Shop.Pages;

/// <summary>
/// Pictures by product, from this computer or from the nearest peer that has them.
/// </summary>
internal static class Images
{
    public static void MapImages(this WebApplication app) =>
        app.MapGet("/images/{id:int}.svg", async Task<IResult> (int id, Node node, HttpResponse response) =>
        {
            if (!node.Catalogue.Products.TryGetValue(id, out var product))
            {
                return TypedResults.NotFound();
            }

            response.Headers.CacheControl = "public, max-age=3600";
            return await node.Fetcher.FetchAsync(product.Image) is { } picture
                ? TypedResults.Bytes(picture, "image/svg+xml")
                : TypedResults.Problem(
                    title: "No peer that can be reached has this picture.", statusCode: 503);
        });
}
