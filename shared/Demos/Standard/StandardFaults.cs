namespace Aspire.Hosting;

/// <summary>The faults that every level must answer for.</summary>
internal static class StandardFaults
{
    // So many times the ordinary round trip: a link that is up, and of no use.
    private const int Slower = 10;

    // Searches a second by one customer: what seven of the standard regions do together.
    private const double FloodRate = 200;

    public static readonly IReadOnlyList<StandardFault> All =
    [
        new("backend-crash", scene => Kill(scene, scene.Parts.Backends.FirstOrDefault(), "no backend")),
        new("release", StandardReleases.GoodAsync),
        new("bad-release", StandardReleases.BadAsync),
        new("balancer-crash", BalancerAsync),
        new("cache-loss", scene => Kill(scene, Cache(scene), "no cache")),
        new("database-crash", DatabaseAsync),
        new("region-outage", RegionAsync),
        new("partition", scene => Between(scene, "partition", (one, other) =>
            scene.Faults.PartitionAsync(one, other, Outage.BlackHole))),
        new("slow-link", scene => Between(scene, $"round trip × {Slower}", (one, other) =>
            SlowAsync(scene, one, other))),
        new("flood", FloodAsync),
    ];

    private static IResource? First(Scene scene, string kind) => scene.Parts.Of(kind).FirstOrDefault();

    // Not everything in a Redis is a cache: level 5 keeps its events in one.
    private static IResource? Cache(Scene scene) =>
        scene.Parts.Of("cache").FirstOrDefault(one => one.Name.StartsWith("cache"));

    private static Task<Aim> Kill(Scene scene, IResource? target, string absent) =>
        Task.FromResult(target is null
            ? Aim.None(absent)
            : Aim.At($"kill {target.Name}", () => scene.Faults.KillAsync(target.Name)));

    // A name server that leads around it looks once a second: shorter, and the moment decides.
    private static async Task<Aim> BalancerAsync(Scene scene) =>
        (await Kill(scene, First(scene, "balancer"), "no balancer")) with { Longer = StandardLength.Silence };

    private static async Task<Aim> DatabaseAsync(Scene scene)
    {
        var leader = await scene.Parts.LeaderAsync(scene.Cancellation);
        return (await Kill(scene, leader, "no database")) with
        {
            IsAudited = true,
            Longer = StandardLength.DatabaseCrash,
        };
    }

    private static Task<Aim> RegionAsync(Scene scene)
    {
        var home = scene.Shop.World.Regions[0];
        return Task.FromResult(Aim.At($"lose {home}", () => scene.Faults.LoseRegionAsync(home)) with
        {
            Longer = StandardLength.Silence,
        });
    }

    // Where writes go: who is cut off from another region would miss nothing.
    private static async Task<Aim> Between(Scene scene, string what, Func<Region, Region, Task> act)
    {
        var leader = await scene.Parts.LeaderAsync(scene.Cancellation);
        var home = leader?.Place()!.Region ?? scene.Shop.World.Regions[0];
        var other = scene.Shop.Regions.First(region => region != home);
        return Aim.At($"{what}, {home} and {other}", () => act(home, other)) with
        {
            Longer = StandardLength.Silence,
        };
    }

    private static async Task SlowAsync(Scene scene, Region one, Region other)
    {
        foreach (var link in scene.Shop.World.Wan.Links.Where(link => Joins(link, one, other)))
        {
            await scene.Faults.SlowAsync(link, Slower * link.Rtt);
        }
    }

    private static bool Joins(Link link, Region one, Region other)
    {
        var to = link.To.Place()!.Region;
        return (link.From == one && to == other) || (link.From == other && to == one);
    }

    private static Task<Aim> FloodAsync(Scene scene)
    {
        var region = scene.Shop.World.Regions[0].Name;
        var flood = new Flood("script", region, Kind.Search, FloodRate);
        FloodStream? stream = null;
        return Task.FromResult(Aim.At(
            $"{FloodRate} searches a second by one customer in {region}",
            async () => stream = await scene.Shop.Fleet.StartFloodAsync(flood, scene.Cancellation)) with
            {
                MendAsync = async () => await (Interlocked.Exchange(ref stream, null)?.DisposeAsync() ?? default),
            });
    }
}
