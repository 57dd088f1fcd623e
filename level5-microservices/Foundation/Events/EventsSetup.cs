using Microsoft.Extensions.DependencyInjection.Extensions;
using Shop.Control;

namespace Shop.Events;

internal static class EventsSetup
{
    /// <summary>Tells others what is in this database's outbox.</summary>
    /// <param name="stream">The service's name, or what else tells its database apart.</param>
    public static void AddOutbox(this WebApplicationBuilder builder, string stream)
    {
        AddLog(builder);
        builder.Services.AddSingleton(services => new Relay(
            services.GetRequiredService<Writing>(),
            services.GetRequiredService<EventLog>(),
            stream,
            services.GetRequiredService<ILogger<Relay>>()));
        builder.Services.AddHostedService(services => services.GetRequiredService<Relay>());
    }

    /// <summary>Lets events of another service have their effects here.</summary>
    /// <param name="group">This service's name.</param>
    /// <param name="effects">See <see cref="Effect"/>.</param>
    public static void AddConsumer(
        this WebApplicationBuilder builder,
        string stream,
        string group,
        params (string Topic, string Sql)[] effects)
    {
        AddLog(builder);
        var subscription = new Subscription(
            stream, group, [.. effects.Select(one => new Effect(one.Topic, one.Sql))]);
        var configuration = builder.Configuration;
        builder.Services.AddSingleton(subscription);
        builder.Services.AddSingleton<IHostedService>(services => new Consumer(
            subscription,
            configuration["INSTANCE"]!,
            services.GetRequiredService<EventLog>(),
            new Inbox(
                subscription,
                services.GetRequiredService<Writing>(),
                remembers: configuration["WITHOUT"] != "inbox"),
            services.GetRequiredService<ILogger<Consumer>>()));
    }

    /// <summary>How much hasn't had its effect yet, and how much never will.</summary>
    public static void MapEvents(this IEndpointRouteBuilder app) => app
        .MapGet("/events", async Task<Results<Ok<Unfinished>, StatusCodeHttpResult>> (
            EventLog log,
            IEnumerable<Relay> relays,
            IEnumerable<Subscription> subscriptions,
            CancellationToken stop) =>
        {
            try
            {
                return TypedResults.Ok(await CountAsync(log, relays, subscriptions, stop));
            }
            catch (Exception away) when (EventLog.IsAway(away))
            {
                return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
            }
        })
        .AddEndpointFilter<ControlKey>()
        .ExcludeFromDescription();

    private static async Task<Unfinished> CountAsync(
        EventLog log,
        IEnumerable<Relay> relays,
        IEnumerable<Subscription> subscriptions,
        CancellationToken stop)
    {
        var (waiting, dead) = (0L, 0L);
        foreach (var relay in relays)
            waiting += await relay.CountWaitingAsync(stop);
        foreach (var one in subscriptions)
        {
            waiting += await log.CountWaitingAsync(one.Stream, one.Group);
            dead += await log.CountDeadAsync(one.Stream);
        }

        return new(waiting, dead);
    }

    private static void AddLog(WebApplicationBuilder builder)
    {
        var address = builder.Configuration.GetConnectionString("events")!;
        builder.Services.TryAddSingleton(_ => new EventConnection(address));
        builder.Services.TryAddSingleton<EventLog>();
    }
}

/// <param name="Waiting">Events that haven't had their effect yet.</param>
/// <param name="Dead">Events that were given up.</param>
internal sealed record Unfinished(long Waiting, long Dead);
