namespace Shop.Failures;

/// <summary>
/// Keeps retries a small part of the traffic. A backend that died holds a few requests; when
/// everything fails, retrying everything would double the load on what is left.
/// </summary>
internal sealed class RetryBudget(Limits limits)
{
    private readonly Lock gate = new();
    private double saved = limits.RetryBurst;

    /// <summary>Each request earns a part of a retry.</summary>
    public void Earn()
    {
        lock (gate)
            saved = Math.Min(limits.RetryBurst, saved + limits.RetryShare);
    }

    public bool TrySpend()
    {
        lock (gate)
        {
            if (saved < 1)
                return false;
            saved--;
            return true;
        }
    }
}
