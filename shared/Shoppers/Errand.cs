namespace Shop.Shoppers;

/// <summary>What one operation is to do.</summary>
/// <param name="Kind">What.</param>
/// <param name="Product">The product it is about.</param>
/// <param name="Customer">Who does it.</param>
/// <param name="Intended">When it was due.</param>
/// <param name="Key">The idempotency key of a checkout.</param>
/// <param name="Stream">Null for ordinary shoppers.</param>
/// <param name="IsUnsure">A purchase that was tried before and may have been made.</param>
internal sealed record Errand(
    Kind Kind,
    int Product,
    Customer Customer,
    TimeSpan Intended,
    string? Key = null,
    string? Stream = null,
    bool IsUnsure = false)
{
    /// <summary>Kinds that are nothing without a signed-in customer.</summary>
    internal bool NeedsToken => Kind is Kind.Cart or Kind.Checkout;

    /// <summary>Kinds whose answer is looked into.</summary>
    internal bool NeedsBody => Kind is Kind.Product or Kind.Checkout or Kind.SignIn;

    internal static string NewKey() => Guid.NewGuid().ToString();
}
