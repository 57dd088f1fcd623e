using System.ComponentModel.DataAnnotations;

namespace Shop.Releases;

/// <summary>How to try a release.</summary>
/// <param name="Cluster">For example backend.</param>
/// <param name="Slot">Where the new release runs, for example green.</param>
/// <param name="Steps">Per cent of the requests that it gets, 1 to 100, one after another.</param>
/// <param name="Seconds">How long each step lasts at least.</param>
public sealed record CanaryPlan(
    [property: Required] string Cluster,
    [property: Required] string Slot,
    [property: Required, Length(1, 20)] IReadOnlyList<int> Steps,
    [property: Range(0.1, 3600)] double Seconds);

/// <param name="Seconds">Since the begin.</param>
/// <param name="Kind">step, notice, undo or promote.</param>
/// <param name="What">The same in a sentence.</param>
internal sealed record CanaryEvent(double Seconds, string Kind, string What);

/// <param name="State">idle, running, promoted or rolled-back.</param>
/// <param name="Events">In order.</param>
internal sealed record CanaryReport(string State, IReadOnlyList<CanaryEvent> Events);
