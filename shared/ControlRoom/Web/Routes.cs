using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aspire.Hosting;

internal static class Routes
{
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

        routes.MapOrder("/api/demos/{name}", order => commands.PlayAsync(order["name"]!));
        routes.MapOrder("/api/stop", _ => commands.StopAsync());
        routes.MapOrder("/api/reset", _ => commands.ResetAsync());
        routes.MapOrder(
            "/api/resources/{name}/{command}",
            order => commands.ResourceAsync(order["name"]!, order["command"]!));
        routes.MapOrder(
            "/api/links/{name}/{fault}",
            order => commands.LinkAsync(order["name"]!, order["fault"]!, order["ms"]));
        routes.MapOrder(
            "/api/regions/{name}/lose",
            order => commands.LoseRegionAsync(order["name"]!));
        routes.MapOrder(
            "/api/regions/{name}/partition",
            order => commands.PartitionAsync(order["name"]!, order["from"], order["outage"]));
        routes.MapOrder(
            "/api/switches/{name}",
            order => commands.SwitchAsync(order["name"]!, order["to"]));

        routes.MapGet("/{**path}", page.SendAsync);
    }

    private static void MapOrder(
        this IEndpointRouteBuilder routes,
        string pattern,
        Func<Order, Task<IResult>> carryOut) =>
        routes.MapPost(pattern, async context =>
        {
            var result = await carryOut(new Order(context.Request));
            await result.ExecuteAsync(context);
        });

    /// <summary>Everything that happened and was measured, as a file to keep.</summary>
    private static Task SaveAsync(HttpContext context, Board board)
    {
        context.Response.Headers.ContentDisposition = "attachment; filename=\"control-room.json\"";
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(board.Snapshot());
    }

    /// <summary>The words of an order: parts of its path first, then its query.</summary>
    private sealed class Order(HttpRequest request)
    {
        public string? this[string name] =>
            request.RouteValues[name] as string ?? (string?)request.Query[name];
    }
}
