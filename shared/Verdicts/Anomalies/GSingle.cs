namespace Shop.Verdicts.Anomalies;

/// <summary>
/// G-single, or read skew: a transaction missed a write and yet saw something that came after that
/// write. In Adya's terms: a cycle of dependencies with exactly one anti-dependency. A lost update
/// is the case in which all of it happens to one key.
/// </summary>
/// <param name="limit">How many dependencies to follow before it is "undecided", ≥ 1.</param>
public sealed class GSingle(long limit = 50_000_000) : Guarantee
{
    public override string Name => "G-single";

    public override Verdict Check(History history)
    {
        var graph = Dependencies.Of(history, limit);
        var verdict = Sum(history, Cycles(graph));
        return verdict.Holds && graph.GaveUp
            ? verdict with
            {
                Ruling = Ruling.Undecided,
                Sentence = $"Undecided after {limit} dependencies.",
            }
            : verdict;
    }

    protected override IEnumerable<Violation> Find(History history) =>
        Cycles(Dependencies.Of(history, limit));

    private static IEnumerable<Violation> Cycles(Dependencies graph) =>
        from missed in graph.Missed
        let cycle = graph.Path(missed.By, missed.Reader)
        where cycle is not null
        select Explain(missed, cycle);

    private static Violation Explain(Missed missed, IReadOnlyList<Transaction> cycle)
    {
        var write = missed.By.Operations.First(one => one.IsWrite && one.Key == missed.Read.Key);
        var keys = cycle.SelectMany(one => one.Operations).GroupBy(one => one.Key)
            .Where(key => key.Select(one => one.Transaction ?? -1).Distinct().Skip(1).Any())
            .Select(key => key.Key)
            .ToHashSet();
        var all = cycle.SelectMany(one => one.Operations)
            .Where(one => keys.Contains(one.Key) && !ReferenceEquals(one, missed.Read));
        return new Violation(
            $"{missed.Read}, so it missed that {write}; but it saw or overwrote what came after.",
            [.. all, missed.Read]);
    }
}
