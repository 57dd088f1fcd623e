using GeoDns.Zones;

namespace GeoDns.Policies;

/// <summary>
/// Chance, by weight: 90 and 10 send a tenth of the answers to the second site. Resolvers keep
/// answers, so that of the customers it is a tenth only on average.
/// </summary>
internal sealed class Weighted(Weights weights, Random random) : IPolicy
{
    public string Name => PolicyNames.Weighted;

    public IReadOnlyList<SeenSite> Choose(View view, IReadOnlyList<SeenSite> healthy)
    {
        var now = weights.Now;
        var total = healthy.Sum(site => (long)now[site.Region]);
        // All that are left have weight 0: a site nobody wanted is better than none.
        if (total == 0)
            return [healthy[random.Next(healthy.Count)]];
        var ticket = random.NextInt64(total);
        return [healthy.First(site => (ticket -= now[site.Region]) < 0)];
    }
}
