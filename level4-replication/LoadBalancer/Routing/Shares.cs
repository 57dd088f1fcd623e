using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Shop.Routing;

/// <summary>
/// How a cluster's requests are shared out among its slots while a release is under way. Readers
/// see the old shares or the new ones, never a mixture.
/// </summary>
internal sealed class Shares(Mechanisms mechanisms)
{
    private readonly ConcurrentDictionary<string, ImmutableDictionary<string, int>> clusters = [];

    /// <summary>Weights by slot; null when all slots are equals.</summary>
    public ImmutableDictionary<string, int>? Of(string cluster) =>
        clusters.GetValueOrDefault(cluster);

    /// <param name="cluster">For example backend.</param>
    /// <param name="weights">≥ 0 by slot, relative to their sum; 0 for a slot without one.</param>
    public void Set(string cluster, IReadOnlyDictionary<string, int> weights)
    {
        if (!mechanisms.Shares || weights.Values.Distinct().Count() <= 1)
        {
            clusters.TryRemove(cluster, out _);
        }
        else
        {
            clusters[cluster] = weights.ToImmutableDictionary();
        }
    }
}
