namespace GeoDns.Policies;

/// <summary>The weight of each site, by region; replaced as a whole.</summary>
internal sealed class Weights(Settings settings)
{
    public const int Maximum = 1_000_000;

    private volatile IReadOnlyDictionary<string, int> now =
        settings.Zone.Sites.ToDictionary(site => site.Region, site => site.Weight);

    public IReadOnlyDictionary<string, int> Now => now;

    /// <summary>
    /// Sets those that are named and keeps the others. Returns false, and changes nothing, if there
    /// is no such site or a weight is not from 0 to <see cref="Maximum"/>.
    /// </summary>
    public bool TrySet(IReadOnlyDictionary<string, int> changes)
    {
        var next = new Dictionary<string, int>(now);
        foreach (var (region, weight) in changes)
        {
            if (!next.ContainsKey(region) || weight is < 0 or > Maximum)
                return false;
            next[region] = weight;
        }

        now = next;
        return true;
    }
}
