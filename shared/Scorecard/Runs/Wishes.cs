namespace Shop.Scorecard;

/// <summary>What the command line asks for.</summary>
/// <param name="Repository">Where the level folders are.</param>
/// <param name="Levels">Only these, for example 1, 2 and bonus; empty for all.</param>
/// <param name="Quick">Short phases, one round, no demos.</param>
/// <param name="Resume">Keep the steps that an earlier run has finished.</param>
/// <param name="Write">Put the figures into the READMEs, too.</param>
/// <param name="Rounds">How often each level is measured, ≥ 1.</param>
/// <param name="PortBase">The first of a thousand ports; null for a free range.</param>
/// <param name="RequestsPerMonth">The scale of the bills.</param>
/// <param name="Compare">An earlier card's JSON, to be compared with this one; or null.</param>
internal sealed record Wishes(
    string Repository,
    IReadOnlyList<string> Levels,
    bool Quick,
    bool Resume,
    bool Write,
    int Rounds,
    int? PortBase,
    double RequestsPerMonth,
    string? Compare = null)
{
    public string Output => Path.Combine(Repository, "artifacts", "scorecard");
}
