namespace Shop.Verdicts.Anomalies;

/// <summary>
/// Two transactions saw two independent writes in opposite order: each of them saw one and not yet
/// the other.
/// </summary>
public sealed class LongFork : Guarantee
{
    public override string Name => "long fork";

    protected override IEnumerable<Violation> Find(History history)
    {
        var places = Versions.Of(Transaction.Of(history))
            .SelectMany(key => key.Accesses
                .Where(at => at.One.IsRead && at.By.Ok && !at.By.Wrote(at.One.Key))
                .Select(at => new View(at.By, at.One, key.Versions)))
            .Where(view => view.Place is not null);
        var pairs =
            from views in places.GroupBy(view => view.By)
            from x in views
            from y in views
            where string.CompareOrdinal(x.Read.Key, y.Read.Key) < 0
            group (X: x, Y: y) by (X: x.Read.Key, Y: y.Read.Key);
        return pairs.SelectMany(pair => InPair([.. pair]));
    }

    private static IEnumerable<Violation> InPair((View X, View Y)[] views)
    {
        // Who saw more of x must not have seen less of y than anybody who saw less of x.
        var most = default((View X, View Y)?);
        foreach (var step in views.GroupBy(view => view.X.Place).OrderBy(step => step.Key))
        {
            foreach (var view in step)
            {
                if (most is { } other
                    && view.Y.Place < other.Y.Place
                    && view.X.Writer != other.Y.Writer)
                {
                    yield return Explain(other, view);
                }
            }

            var best = step.MaxBy(view => view.Y.Place);
            most = most is { } kept && kept.Y.Place >= best.Y.Place ? kept : best;
        }
    }

    private static Violation Explain((View X, View Y) one, (View X, View Y) other)
    {
        var written = new[] { other.X, one.Y }.SelectMany(view => view.Write);
        return new Violation(
            $"{other.X.Read} and {Say.Value(other.Y.Read)} of {other.Y.Read.Key}, but {one.Y.Read} "
            + $"and {Say.Value(one.X.Read)} of {one.X.Read.Key}: opposite orders.",
            [.. written, one.X.Read, one.Y.Read, other.X.Read, other.Y.Read]);
    }

    private sealed record View(Transaction By, Operation Read, Versions Versions)
    {
        internal int? Place { get; } = Versions.Position(Read);

        internal Transaction? Writer => Versions.Writer(Read);

        internal IEnumerable<Operation> Write =>
            Writer?.Operations.Where(one => one.IsWrite && one.Key == Read.Key) ?? [];
    }
}
