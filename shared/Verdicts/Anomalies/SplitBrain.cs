namespace Shop.Verdicts.Anomalies;

/// <summary>
/// Two servers accepted writes of one epoch, or one version of a key was read with two contents:
/// either way, two leaders wrote at the same time.
/// </summary>
public sealed class SplitBrain : Guarantee
{
    public override string Name => "split brain";

    protected override IEnumerable<Violation> Find(History history) =>
        TwoLeaders(history).Concat(TwoContents(history));

    private static IEnumerable<Violation> TwoLeaders(History history) =>
        from epoch in history.Writes
            .Where(one => one.Epoch is not null && one.ServedBy is not null)
            .GroupBy(one => one.Epoch)
        let first = epoch.First()
        from leader in epoch.Where(one => one.ServedBy != first.ServedBy).GroupBy(one => one.ServedBy)
        let second = leader.First()
        // Of the first leader's writes the one next to it, so that the picture stays narrow.
        let near = epoch.Where(one => one.ServedBy == first.ServedBy)
            .MinBy(one => (one.Start - second.Start).Duration())!
        select new Violation(
            $"{second.ServedBy} and {near.ServedBy} both accepted writes in epoch {epoch.Key}.",
            [near, second]);

    private static IEnumerable<Violation> TwoContents(History history) =>
        from version in history.Reads
            .Where(one => one.Content is not null)
            .GroupBy(one => (one.Key, one.Version))
        let first = version.First()
        let other = version.FirstOrDefault(one => one.Content != first.Content)
        where other is not null
        select new Violation(
            $"{first} with the content {first.Content}, {other.Client} the same version with "
            + $"{other.Content}.",
            [first, other]);
}
