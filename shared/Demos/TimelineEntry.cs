namespace Aspire.Hosting;

/// <summary>Something that happened during a demo.</summary>
/// <param name="Seconds">Since the demo's start.</param>
/// <param name="Kind">One word: phase, inject, deploy, restore, feel, recover, note, and of a
/// failover detect, elect, lease, promote, route.</param>
/// <param name="What">The same in a sentence.</param>
public sealed record TimelineEntry(double Seconds, string Kind, string What);
