using System.Text.Json.Serialization;
using Shop.Verdicts.Adapters;
using Shop.Verdicts.Anomalies;
using Shop.Verdicts.Sessions;

namespace Aspire.Hosting;

/// <summary>What the history of a demo says about one guarantee, see <c>shared/Verdicts</c>.</summary>
/// <param name="Guarantee">The guarantee's or the anomaly's name.</param>
/// <param name="Operations">How many operations were judged.</param>
/// <param name="Violations">How many of them break it; 0: it was kept.</param>
/// <param name="Sentence">The smallest violation in words.</param>
public sealed record Finding(string Guarantee, int Operations, int Violations, string Sentence)
{
    /// <summary>The smallest violation as a timeline, an SVG; null if there is none.</summary>
    [JsonPropertyName("svg")]
    public string? Svg { get; init; }

    /// <exception cref="DistributedApplicationException">The checker gave up: it can't be told.</exception>
    internal static Finding Of(Verdicts.History history, Verdicts.Guarantee guarantee)
    {
        var verdict = guarantee.Check(history);
        // "I don't know" must not be taken for "nothing was found".
        if (verdict.Ruling == Verdicts.Ruling.Undecided)
        {
            throw new DistributedApplicationException($"{verdict}");
        }

        return new(
            guarantee.Name,
            history.Operations.Count,
            verdict.Violations.Count,
            verdict.Sentence)
        {
            Svg = verdict.Svg,
        };
    }

    /// <summary>What the ordinary shoppers' reads of products say; nothing if they read none.</summary>
    internal static IEnumerable<Finding> Of(IEnumerable<Operation> shoppers)
    {
        var history = ShoppersHistory.From(shoppers);
        return history.Operations.Count == 0
            ? []
            : [Of(history, new MonotonicReads()), Of(history, new StaleRead())];
    }
}
