namespace Shop.Reviews;

/// <summary>
/// A counter that everybody may count up and down. Each region counts only its own ups and its own
/// downs, which both only grow: of two figures for one region, the higher one is the newer.
/// </summary>
internal sealed record PnCounter(
    IReadOnlyDictionary<string, int> Up,
    IReadOnlyDictionary<string, int> Down)
{
    public static readonly PnCounter Zero =
        new(new SortedDictionary<string, int>(), new SortedDictionary<string, int>());

    public int Value => Up.Values.Sum() - Down.Values.Sum();

    public PnCounter Add(string site, int count) => count switch
    {
        > 0 => this with { Up = Grow(Up, site, count) },
        < 0 => this with { Down = Grow(Down, site, -count) },
        _ => this,
    };

    public PnCounter Merge(PnCounter other) => new(Higher(Up, other.Up), Higher(Down, other.Down));

    private static SortedDictionary<string, int> Grow(
        IReadOnlyDictionary<string, int> counts, string site, int count) =>
        Higher(counts, new Dictionary<string, int>
        {
            [site] = counts.GetValueOrDefault(site) + count,
        });

    private static SortedDictionary<string, int> Higher(
        IReadOnlyDictionary<string, int> one, IReadOnlyDictionary<string, int> other) =>
        new(one.Concat(other)
            .GroupBy(count => count.Key, count => count.Value)
            .ToDictionary(site => site.Key, site => site.Max()));
}
