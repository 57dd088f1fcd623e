namespace Shop.Verdicts;

/// <summary>One proof that a guarantee was broken.</summary>
/// <param name="Sentence">What happened, for somebody who has not seen the history.</param>
/// <param name="Operations">No more than it takes to see it; the offending one is the last.</param>
public sealed record Violation(string Sentence, IReadOnlyList<Operation> Operations)
{
    internal TimeSpan Span =>
        Operations.Max(one => one.End) - Operations.Min(one => one.Start);
}
