using System.Collections.Concurrent;
using GeoDns.Zones;

namespace GeoDns.Policies;

/// <summary>
/// The site with the lowest measured RTT. A view leaves the site that it has only for one that is
/// clearly faster, or it would flap between two that are alike.
/// </summary>
internal sealed class Latency : IPolicy
{
    // Both have to hold: a tenth of 4 ms, or 5 ms of 230, is noise.
    private const double FasterShare = 0.1;
    private static readonly TimeSpan FasterBy = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentDictionary<string, SeenSite> current = new();

    public string Name => PolicyNames.Latency;

    public IReadOnlyList<SeenSite> Choose(View view, IReadOnlyList<SeenSite> healthy)
    {
        // Without a measurement the map has to do.
        var best = healthy.OrderBy(RttOf).ThenBy(site => site.Distance).First();
        if (current.TryGetValue(view.Region, out var known)
            && healthy.Contains(known)
            && !IsClearlyFaster(RttOf(best), RttOf(known)))
            return [known];
        current[view.Region] = best;
        return [best];
    }

    // Before the first measurement there is nothing to hold on to.
    private static bool IsClearlyFaster(TimeSpan rtt, TimeSpan known) =>
        known == TimeSpan.MaxValue || known - rtt > FasterBy && rtt < known * (1 - FasterShare);

    private static TimeSpan RttOf(SeenSite site) => site.Vitals.Rtt ?? TimeSpan.MaxValue;
}
