using System.Globalization;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Shop.Events;

internal static class EventsSetup
{
    /// <summary>Tells others what is in this database's outbox.</summary>
    /// <param name="stream">The service's name, or what else tells its database apart.</param>
    /// <param name="readers">Groups that need all of it: nothing goes before they have had it.</param>
    public static void AddOutbox(
        this WebApplicationBuilder builder, string stream, params IReadOnlyList<string> readers)
    {
        var kept = AddLog(builder);
        builder.Services.AddSingleton(services => new Relay(
            services.GetRequiredService<Writing>(),
            services.GetRequiredService<EventLog>(),
            stream,
            services.GetRequiredService<ILogger<Relay>>()));
        builder.Services.AddHostedService(services => services.GetRequiredService<Relay>());
        builder.Services.AddSingleton(services =>
        {
            var (writing, log) = (
                services.GetRequiredService<Writing>(), services.GetRequiredService<EventLog>());
            return new Chore(new OutboxTrim(writing, log, stream, readers, kept).DoAsync);
        });
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
        var services = builder.Services;
        var configuration = builder.Configuration;
        services.AddSingleton(new Subscription(
            stream, group, [.. effects.Select(one => new Effect(one.Topic, one.Sql))]));
        services.AddSingleton(provider => new Inbox(
            provider.GetRequiredService<Subscription>(),
            provider.GetRequiredService<Writing>(),
            remembers: configuration["WITHOUT"] != "inbox"));
        services.AddSingleton<DeadLetters>();
        services.AddSingleton<IHostedService>(provider => new Consumer(
            provider.GetRequiredService<Subscription>(),
            configuration["INSTANCE"]!,
            provider.GetRequiredService<EventLog>(),
            provider.GetRequiredService<Inbox>(),
            provider.GetRequiredService<DeadLetters>(),
            provider.GetRequiredService<ILogger<Consumer>>()));
        services.AddSingleton(provider => new Chore(async () =>
        {
            if (await provider.GetRequiredService<EventLog>().BeginAsync(stream) is { } begin)
                await provider.GetRequiredService<Inbox>().ForgetAsync(begin);
        }));
    }

    private static TimeSpan AddLog(WebApplicationBuilder builder)
    {
        var address = builder.Configuration.GetConnectionString("events")!;
        var kept = TimeSpan.Parse(
            builder.Configuration["EVENTS_KEPT"] ?? "01:00:00", CultureInfo.InvariantCulture);
        builder.Services.TryAddSingleton(_ => new EventConnection(address));
        builder.Services.TryAddSingleton<EventLog>();
        builder.Services.TryAddSingleton(services =>
            new Housekeeping(services.GetServices<Chore>(), kept));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, Housekeeping>(
            services => services.GetRequiredService<Housekeeping>()));
        return kept;
    }
}
