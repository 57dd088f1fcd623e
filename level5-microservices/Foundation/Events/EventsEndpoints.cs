using Shop.Control;

namespace Shop.Events;

/// <summary>What is on its way and what was given up, for those who run the shop.</summary>
internal static class EventsEndpoints
{
    public static void MapEvents(this IEndpointRouteBuilder app)
    {
        var events = app.MapGroup("/events")
            .AddEndpointFilter<ControlKey>()
            .AddEndpointFilter(SayAway)
            .ExcludeFromDescription();

        events.MapGet("/", CountAsync);

        events.MapGet("/dead", async (IEnumerable<DeadLetters> letters) =>
        {
            var all = await Task.WhenAll(letters.Select(one => one.FindAsync()));
            return TypedResults.Ok(all.SelectMany(some => some));
        });

        events.MapPost("/dead/retry", async (
            IEnumerable<DeadLetters> letters, CancellationToken stop) =>
        {
            var revived = 0;
            foreach (var one in letters)
                revived += await one.TryAgainAsync(stop);
            return TypedResults.Ok(new Revived(revived));
        });
    }

    private static async Task<Unfinished> CountAsync(
        EventLog log,
        IEnumerable<Relay> relays,
        IEnumerable<Subscription> subscriptions,
        IEnumerable<DeadLetters> letters,
        CancellationToken stop)
    {
        var (waiting, dead) = (0L, 0L);
        foreach (var relay in relays)
            waiting += await relay.CountWaitingAsync(stop);
        foreach (var one in subscriptions)
            waiting += await log.CountWaitingAsync(one.Stream, one.Group);
        foreach (var one in letters)
            dead += (await one.FindAsync()).Count;
        return new(waiting, dead);
    }

    private static async ValueTask<object?> SayAway(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception away) when (EventLog.IsAway(away))
        {
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }
}

/// <param name="Waiting">Events that haven't had their effect yet.</param>
/// <param name="Dead">Events that were given up.</param>
internal sealed record Unfinished(long Waiting, long Dead);

/// <param name="Count">Events that have had their effect after all.</param>
internal sealed record Revived(int Count);
