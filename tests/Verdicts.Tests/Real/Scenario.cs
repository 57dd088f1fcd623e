namespace Shop.Verdicts.Tests.Real;

/// <summary>
/// Clients who rely on one mechanism. The steps are the same with and without it, and barriers make
/// sure that without it the anomaly is certain: no race has to be won.
/// </summary>
internal abstract class Scenario
{
    /// <summary>What is switched off.</summary>
    internal abstract string Mechanism { get; }

    /// <summary>The guarantee that it gives, and the name of what is found without it.</summary>
    internal abstract string Guarantee { get; }

    internal abstract Task RunAsync(Stage stage);

    internal virtual Task<Verdict> JudgeAsync(Stage stage, History history) =>
        Task.FromResult(Guarantees.All.Single(one => one.Name == Guarantee).Check(history));

    public override string ToString() => $"{Mechanism} > {Guarantee}";
}
