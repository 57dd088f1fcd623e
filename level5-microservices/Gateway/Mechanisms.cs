namespace Shop;

/// <summary>
/// Which mechanism this run goes without (environment variable WITHOUT), so that one can see what
/// it is good for: <c>retries</c>, <c>health-checks</c>, <c>failover</c> (both of them),
/// <c>rate-limit</c>, <c>next-nearest</c>, <c>isolation</c>.
/// </summary>
internal sealed record Mechanisms(string? Without)
{
    public bool Retries => Without is not ("retries" or "failover" or "next-nearest");

    public bool HealthChecks => Without is not ("health-checks" or "failover");

    public bool RateLimit => Without is not "rate-limit";

    public bool NextNearest => Without is not "next-nearest";

    public bool Isolation => Without is not "isolation";
}
