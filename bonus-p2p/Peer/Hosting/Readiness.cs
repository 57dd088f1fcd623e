using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Shop.Hosting;

/// <summary>Ready is who has the catalogue and something to sell.</summary>
internal sealed class Readiness(Node node, ShopKeys shop) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(IsReady ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("joining"));

    private bool IsReady =>
        node.Catalogue.Products.Count > 0
        && (node.Self.Id == shop.Merchant
            ? node.Members.Present.Count > 0
            : node.Ledger.Find($"given/{shop.Merchant}/{node.Self.Id}") is not null);
}
