using Shop.Verdicts.Drawing;

namespace Shop.Verdicts;

public enum Ruling : byte
{
    /// <summary>Nothing in the history contradicts the guarantee.</summary>
    Holds,

    /// <summary>The history can't have come about under the guarantee.</summary>
    Broken,

    /// <summary>The search was given up at its limit; nothing was found until then.</summary>
    Undecided,
}

/// <summary>What a history says about one guarantee.</summary>
public sealed record Verdict
{
    /// <summary>The guarantee's or the anomaly's name.</summary>
    public required string Guarantee { get; init; }

    public Ruling Ruling { get; init; }

    /// <summary>One plain sentence that explains the ruling.</summary>
    public required string Sentence { get; init; }

    /// <summary>Everything that was found, in the order of the history.</summary>
    public IReadOnlyList<Violation> Violations { get; init; } = [];

    /// <summary>The smallest violation's operations; empty unless broken.</summary>
    public IReadOnlyList<Operation> Counterexample { get; init; } = [];

    public bool Holds => Ruling == Ruling.Holds;

    /// <summary>The counterexample as a picture, null unless broken.</summary>
    public string? Svg => Counterexample.Count == 0
        ? null
        : Timeline.Draw(Guarantee, Sentence, Counterexample);

    public override string ToString() => $"{Guarantee}: {Sentence}";
}
