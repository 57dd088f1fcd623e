using System.Diagnostics.Metrics;

namespace Shop;

/// <summary>What Prometheus hears of an agent and the database beside it.</summary>
internal sealed class Gauges : IDisposable
{
    private readonly Meter meter = new("Shop.Failover");

    public Gauges(Agent agent, Sight sight)
    {
        meter.CreateObservableGauge("shop.failover.leads", () => agent.Role == "leader" ? 1 : 0);
        meter.CreateObservableGauge(
            "shop.failover.follows", () => agent.State is { IsReplica: true, IsStreaming: true } ? 1 : 0);
        meter.CreateObservableGauge("shop.failover.etcd", () => sight.HasContact ? 1 : 0);
        // Of a database that does not answer nothing is known, and nothing is said.
        meter.CreateObservableGauge<long>(
            "shop.failover.position", () => agent.State is { } state ? [new(state.Position)] : []);
    }

    public void Dispose() => meter.Dispose();
}
