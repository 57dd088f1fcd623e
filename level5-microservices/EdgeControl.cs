namespace Shop;

/// <summary>Talks to all edges at once.</summary>
internal sealed class EdgeControl(IReadOnlyList<ProjectResource> edges, string key) : IDisposable
{
    private readonly ControlClient http = new(key);

    /// <summary>Lets all edges keep answers, or forward everything.</summary>
    public Task EnableAsync(bool enabled) => Task.WhenAll(edges.Select(edge =>
        http.SendAsync(HttpMethod.Put, edge, "edge/cache", new { enabled })));

    /// <summary>Makes all edges forget everything.</summary>
    public Task PurgeAsync() => PurgeAsync(new { all = true });

    /// <summary>Makes all edges forget what has one of these tags.</summary>
    public Task PurgeAsync(params string[] tags) => PurgeAsync(new { tags });

    /// <summary>Makes all edges forget these addresses.</summary>
    /// <param name="urls">Paths with their query, as customers ask for them.</param>
    public Task PurgeUrlsAsync(params string[] urls) => PurgeAsync(new { urls });

    /// <summary>What each edge did since its start, by its name.</summary>
    public async Task<IReadOnlyDictionary<string, EdgeState>> ReadAsync()
    {
        var states = await Task.WhenAll(edges.Select(async edge =>
            (edge.Name, State: await http.GetAsync<EdgeState>(edge, "edge/cache"))));
        return states.ToDictionary(one => one.Name, one => one.State);
    }

    public void Dispose() => http.Dispose();

    private Task PurgeAsync(object order) => Task.WhenAll(edges.Select(edge =>
        http.SendAsync(HttpMethod.Post, edge, "edge/purge", order)));
}

/// <param name="Enabled">Whether answers are kept.</param>
/// <param name="Entries">Addresses with a kept answer.</param>
internal sealed record EdgeState(bool Enabled, int Entries, EdgeCounts Counts);

/// <summary>Since the edge's start.</summary>
internal sealed record EdgeCounts(
    long Bytes,
    long Hits,
    long Stale,
    long Misses,
    long Revalidations,
    long Coalesced,
    long Bypasses,
    long Evictions,
    long OriginRequests);
