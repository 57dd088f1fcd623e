namespace Shop.Verdicts.Linearizability;

/// <summary>
/// Every operation takes effect at one moment between its start and its end, as if there were one
/// copy and one thing happened after the other. Judged per key: if every key is linearizable, so
/// are all of them together.
/// </summary>
/// <param name="limit">
/// How many configurations to try per key before the verdict is "undecided", ≥ 1. A million takes
/// a few seconds.
/// </param>
public sealed class Linearizable(int limit = Linearizable.DefaultLimit) : Guarantee
{
    public const int DefaultLimit = 1_000_000;

    // Shrinking asks often: what is not decided quickly is not small either.
    private const int ShrinkLimit = 100_000;

    public override string Name => "linearizability";

    public override Verdict Check(History history)
    {
        var undecided = 0;
        var verdict = Sum(history, Find(history, () => undecided++));
        return !verdict.Holds || undecided == 0
            ? verdict
            : verdict with
            {
                Ruling = Ruling.Undecided,
                Sentence = $"Undecided for {undecided} keys after {limit} configurations each.",
            };
    }

    protected override IEnumerable<Violation> Find(History history) => Find(history, () => { });

    private IEnumerable<Violation> Find(History history, Action undecided)
    {
        foreach (var key in history.Keys)
        {
            var search = new Search(key, history.StartsEmpty);
            var ruling = search.Run(limit);
            if (ruling == Ruling.Broken)
            {
                yield return Explain(key, search.Stuck, history);
            }
            else if (ruling == Ruling.Undecided)
            {
                undecided();
            }
        }
    }

    private static Violation Explain(
        IReadOnlyList<Operation> key,
        TimeSpan stuck,
        History history)
    {
        // What began after the end that nothing got past has no part in it.
        var prefix = key.Where(one => one.Start <= stuck).ToList();
        var smallest = Shrink.Smallest(
            key,
            prefix,
            some => Judge(some, history, ShrinkLimit) == Ruling.Broken);
        var last = smallest.Where(one => one.Ok).MaxBy(one => one.End)!;
        var others = smallest.Where(one => !ReferenceEquals(one, last)).ToList();
        var sentence = others.Count == 0
            ? $"{last}, which nobody had written."
            : $"{last}, which fits into no order together with: {string.Join(", ", others)}.";
        return new Violation(sentence, [.. others, last]);
    }

    private static Ruling Judge(IReadOnlyList<Operation> key, History history, int limit) =>
        new Search(key, history.StartsEmpty).Run(limit);
}
