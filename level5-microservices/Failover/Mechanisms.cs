namespace Shop;

/// <summary>
/// Which mechanism this run goes without (environment variable WITHOUT), so that one can see what
/// it is good for: <c>fencing</c>, <c>failover</c>, <c>promotion-check</c>.
/// </summary>
internal sealed record Mechanisms(string? Without)
{
    public bool Fencing => Without is not "fencing";

    public bool Failover => Without is not "failover";

    public bool PromotionCheck => Without is not "promotion-check";
}
