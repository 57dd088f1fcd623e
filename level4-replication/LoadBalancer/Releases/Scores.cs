using System.Collections.Concurrent;

namespace Shop.Releases;

/// <summary>The scores of all slots.</summary>
internal sealed class Scores
{
    private readonly ConcurrentDictionary<DestinationState, Score> scores = new();

    public Score Of(DestinationState slot) => scores.GetOrAdd(slot, _ => new Score());

    /// <summary>One slot's score and that of all others of its cluster together.</summary>
    public (Tally Canary, Tally Stable) Compare(ClusterState cluster, string slot)
    {
        var others = cluster.Destinations.Values.Where(other => other.DestinationId != slot);
        return (
            Of(cluster.Destinations[slot]).Read(),
            Tally.Sum(others.Select(other => Of(other).Read())));
    }
}
