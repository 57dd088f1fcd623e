using System.Text.Json.Nodes;

namespace Shop;

/// <summary>Talks to the name server's control API.</summary>
internal sealed class NameControl(ProjectResource server, string key) : IDisposable
{
    private readonly ControlClient http = new(key);

    /// <summary>Chooses by what customers are led.</summary>
    /// <param name="policy">geolocation, latency, weighted, failover or multivalue.</param>
    public Task ChooseAsync(string policy) =>
        http.SendAsync(HttpMethod.Put, server, "zone/policy", new { policy });

    /// <summary>Shares customers out among the sites, for the policy "weighted".</summary>
    /// <param name="weights">≥ 0, by region.</param>
    public Task WeighAsync(IReadOnlyDictionary<string, int> weights) =>
        http.SendAsync(HttpMethod.Put, server, "zone/weights", weights);

    /// <summary>The zone as the server sees it: policy, sites, and their health by region.</summary>
    public Task<JsonNode> ReadAsync() => http.GetAsync<JsonNode>(server, "zone");

    public void Dispose() => http.Dispose();
}
