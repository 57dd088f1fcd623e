namespace Shop.Orders;

/// <summary>
/// Which mechanism this run goes without (environment variable WITHOUT), so that one can see what
/// it is good for: <c>compensation</c>, <c>idempotency-keys</c>, <c>read-model</c>.
/// </summary>
internal sealed record Without(string? Name)
{
    public bool Compensation => Name is not "compensation";

    public bool IdempotencyKeys => Name is not "idempotency-keys";

    public bool ReadModel => Name is not "read-model";
}
