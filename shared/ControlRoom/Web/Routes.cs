using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Aspire.Hosting;

internal static class Routes
{
    // Some 2 KB a second for the two minutes that are kept, and a thousand lines of log.
    private const long LargestLog = 8 << 20;

    public static void MapControlRoom(
        this IEndpointRouteBuilder routes,
        Board board,
        Commands commands,
        Page page)
    {
        routes.MapGet("/api/events", context => TypedResults
            .ServerSentEvents(board.WatchAsync(context.RequestAborted))
            .ExecuteAsync(context));
        routes.MapGet("/api/log", context => SaveAsync(context, board));

        routes.MapPost("/api/replay", context => ReplayAsync(context, commands));
        routes.MapPost("/api/{**order}", context => OrderAsync(context, commands));

        routes.MapGet("/{**path}", page.SendAsync);
    }

    private static async Task OrderAsync(HttpContext context, Commands commands)
    {
        var order = $"{context.Request.RouteValues["order"]}{context.Request.QueryString}";
        var result = await commands.CarryOutAsync(order);
        await result.ExecuteAsync(context);
    }

    private static async Task ReplayAsync(HttpContext context, Commands commands)
    {
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = LargestLog;
        var result = commands.Replay(await ReadAsync(context.Request));
        await result.ExecuteAsync(context);
    }

    /// <summary>The body as JSON; null for what is none.</summary>
    private static async Task<JsonNode?> ReadAsync(HttpRequest request)
    {
        try
        {
            return await JsonNode.ParseAsync(request.Body);
        }
        catch (Exception reason) when (reason is JsonException or BadHttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Everything that happened and was measured, as a file to keep.</summary>
    private static Task SaveAsync(HttpContext context, Board board)
    {
        context.Response.Headers.ContentDisposition = "attachment; filename=\"control-room.json\"";
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(board.Snapshot());
    }
}
