namespace Shop.Shoppers;

/// <summary>
/// How often shoppers do what, as weights ≥ 0 relative to their sum, which must be positive.
/// </summary>
public sealed record Mix
{
    public double Browse { get; init; } = 25;
    public double Search { get; init; } = 9;
    public double Product { get; init; } = 35;
    public double Asset { get; init; } = 20;
    public double Cart { get; init; } = 6;
    public double Checkout { get; init; } = 4.5;

    /// <summary>Small: each one costs the shop some 50 ms of a core.</summary>
    public double SignIn { get; init; } = 0.5;

    /// <summary>Nothing but one kind.</summary>
    public static Mix Only(Kind kind) => new()
    {
        Browse = kind == Kind.Browse ? 1 : 0,
        Search = kind == Kind.Search ? 1 : 0,
        Product = kind == Kind.Product ? 1 : 0,
        Asset = kind == Kind.Asset ? 1 : 0,
        Cart = kind == Kind.Cart ? 1 : 0,
        Checkout = kind == Kind.Checkout ? 1 : 0,
        SignIn = kind == Kind.SignIn ? 1 : 0,
    };

    internal double Sum => Browse + Search + Product + Asset + Cart + Checkout + SignIn;

    /// <summary>The kind at a point of the unit interval [0, 1).</summary>
    internal Kind At(double point)
    {
        ReadOnlySpan<double> weights = [Browse, Search, Product, Asset, Cart, Checkout, SignIn];
        var left = point * Sum;
        var last = 0;
        for (var kind = 0; kind < weights.Length; kind++)
        {
            if (weights[kind] <= 0)
            {
                continue;
            }

            last = kind;
            left -= weights[kind];
            if (left < 0)
            {
                break;
            }
        }

        return (Kind)last;
    }
}
