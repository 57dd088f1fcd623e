namespace Shop.Shoppers;

/// <summary>What a shopper does.</summary>
public enum Kind : byte
{
    /// <summary>A page of the catalogue.</summary>
    Browse,

    /// <summary>A search in the catalogue.</summary>
    Search,

    /// <summary>One product, with its stock and version.</summary>
    Product,

    /// <summary>The image of one product.</summary>
    Asset,

    /// <summary>Puts a product into the cart.</summary>
    Cart,

    /// <summary>Buys one piece of one product under an idempotency key.</summary>
    Checkout,

    /// <summary>Signs in: checking a password is real processor work for the shop.</summary>
    SignIn,
}

/// <summary>How operations are grouped in statistics.</summary>
public enum Class : byte
{
    /// <summary>Browse, search, product.</summary>
    Read,

    /// <summary>Cart, checkout, sign-in.</summary>
    Write,

    /// <summary>Images.</summary>
    Asset,
}

internal static class Kinds
{
    internal static Class Class(this Kind kind) => kind switch
    {
        Kind.Browse or Kind.Search or Kind.Product => Shoppers.Class.Read,
        Kind.Asset => Shoppers.Class.Asset,
        _ => Shoppers.Class.Write,
    };
}
