using System.Collections.Concurrent;

namespace Shop.Releases;

/// <summary>The scores of all slots.</summary>
internal sealed class Scores
{
    private readonly ConcurrentDictionary<DestinationState, Score> scores = new();

    public Score Of(DestinationState slot) => scores.GetOrAdd(slot, _ => new Score());
}
