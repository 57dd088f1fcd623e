namespace Shop;

/// <summary>What the presenter can switch while the shop runs; the first option is the default.</summary>
internal static class Switches
{
    public static World AddSwitches(this World world) => world
        .AddSwitch(Choice(
            "cache-strategy",
            "How backends cache",
            [
                "invalidate",
                "none",
                "read-through",
                "write-through",
                "write-around",
                "write-behind",
                "prefetch",
            ],
            async (services, name) =>
            {
                using var caches = await Controls.CachesAsync(services);
                await caches.SetAsync(strategy: name);
            }))
        .AddSwitch(Choice(
            "cache-eviction",
            "What goes when a cache is full",
            ["volatile-lru", "volatile-lfu", "volatile-random"],
            async (services, name) =>
            {
                using var caches = await Controls.CachesAsync(services);
                await caches.SetAsync(eviction: name);
            }))
        .AddSwitch(Choice(
            "edges",
            "Edges keep answers",
            ["on", "off"],
            async (services, name) =>
            {
                using var edges = await Controls.EdgesAsync(services);
                await edges.EnableAsync(name == "on");
            }))
        .AddSwitch(Choice(
            "dns-policy",
            "Where customers are led",
            ["geolocation", "latency", "weighted", "failover", "multivalue"],
            async (services, name) =>
            {
                using var names = await Controls.NamesAsync(services);
                await names.ChooseAsync(name);
            }));

    // What was chosen last is remembered here: the page asks several times a second.
    private static Switch Choice(
        string name,
        string title,
        IReadOnlyList<string> options,
        Func<IServiceProvider, string, Task> choose)
    {
        var current = options[0];
        return new(name, title, options, _ => Volatile.Read(ref current), async (services, option) =>
        {
            Volatile.Write(ref current, option); // Even if it fails half way: then a reset takes it back.
            await choose(services, option);
        });
    }
}
