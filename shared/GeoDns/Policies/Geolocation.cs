using GeoDns.Zones;

namespace GeoDns.Policies;

/// <summary>The nearest site on the map, which need not be the one that is nearest by cable.</summary>
internal sealed class Geolocation : IPolicy
{
    public string Name => PolicyNames.Geolocation;

    public IReadOnlyList<SeenSite> Choose(View view, IReadOnlyList<SeenSite> healthy) =>
        [healthy.MinBy(site => site.Distance)!];
}
