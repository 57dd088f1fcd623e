namespace Shop;

/// <summary>
/// Which mechanism this run goes without (environment variable WITHOUT), so that one can see what
/// it is good for: <c>retries</c>, <c>health-checks</c>, <c>failover</c> (both of them),
/// <c>rate-limit</c>, <c>shares</c>, <c>canary-rollback</c>.
/// </summary>
internal sealed record Mechanisms(string? Without)
{
    public bool Retries => Without is not ("retries" or "failover");

    public bool HealthChecks => Without is not ("health-checks" or "failover");

    public bool RateLimit => Without is not "rate-limit";

    public bool Shares => Without is not "shares";

    public bool CanaryRollback => Without is not "canary-rollback";
}
