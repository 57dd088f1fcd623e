namespace Shop.Hosting;

internal static class PostEndpoint
{
    // Larger ones aren't even read; smaller ones that are too large cost their sender a strike.
    private const int Largest = 512 * 1024;

    public static void MapPost(this WebApplication app) =>
        app.MapPost("/post", async Task<IResult> (HttpRequest request, Node node) =>
        {
            if (request.ContentLength is null or > Largest)
            {
                node.Guard.Count(Offence.Unreadable);
                return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
            }

            var message = new byte[(int)request.ContentLength];
            await request.Body.ReadExactlyAsync(message, request.HttpContext.RequestAborted);
            return await node.ReceiveAsync(message) is { } answer
                ? TypedResults.Bytes(answer)
                : TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        });
}
