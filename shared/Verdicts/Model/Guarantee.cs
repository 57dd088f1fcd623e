namespace Shop.Verdicts;

/// <summary>Something that a history keeps or breaks.</summary>
public abstract class Guarantee
{
    public abstract string Name { get; }

    public virtual Verdict Check(History history) => Sum(history, Find(history));

    /// <summary>Every violation, each with as few operations as show it.</summary>
    protected abstract IEnumerable<Violation> Find(History history);

    /// <summary>One verdict from all violations.</summary>
    protected Verdict Sum(History history, IEnumerable<Violation> violations)
    {
        var found = violations.ToList();
        if (found.Count == 0)
        {
            var count = history.Operations.Count;
            return new Verdict { Guarantee = Name, Sentence = $"Nothing in {count} operations." };
        }

        var smallest = found.OrderBy(one => one.Operations.Count).ThenBy(one => one.Span).First();
        var more = found.Count == 1 ? "" : $" ({found.Count} cases, this is the smallest.)";
        return new Verdict
        {
            Guarantee = Name,
            Ruling = Ruling.Broken,
            Sentence = smallest.Sentence + more,
            Violations = found,
            Counterexample = smallest.Operations,
        };
    }
}
