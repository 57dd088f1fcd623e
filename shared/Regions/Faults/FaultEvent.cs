namespace Aspire.Hosting;

/// <summary>Something that was done to the world, and when.</summary>
/// <param name="At">Since the level's start.</param>
/// <param name="Kind">One word: inject, deploy, restore.</param>
/// <param name="What">The same in a sentence.</param>
public sealed record FaultEvent(TimeSpan At, string Kind, string What);
