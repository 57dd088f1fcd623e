using System.Diagnostics.Metrics;

namespace Shop;

/// <summary>What Prometheus hears of an agent and the database beside it.</summary>
internal sealed class Gauges : IDisposable
{
    private readonly Meter meter = new("Shop.Failover");

    public Gauges(Agent agent, Sight sight, Node node)
    {
        // Of several, each is judged by itself: database-orders.
        KeyValuePair<string, object?> whose = new("database", node.Name[..node.Name.LastIndexOf('-')]);
        meter.CreateObservableGauge<int>(
            "shop.failover.leads", () => new(agent.Role == "leader" ? 1 : 0, whose));
        meter.CreateObservableGauge<int>(
            "shop.failover.follows",
            () => new(agent.State is { IsReplica: true, IsStreaming: true } ? 1 : 0, whose));
        meter.CreateObservableGauge("shop.failover.etcd", () => sight.HasContact ? 1 : 0);
        // Of a database that does not answer nothing is known, and nothing is said.
        meter.CreateObservableGauge<long>(
            "shop.failover.position", () => agent.State is { } state ? [new(state.Position, whose)] : []);
    }

    public void Dispose() => meter.Dispose();
}
