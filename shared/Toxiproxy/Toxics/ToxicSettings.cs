namespace Toxiproxy.Toxics;

/// <summary>Which way the bytes go that a toxic acts on.</summary>
internal enum Direction
{
    /// <summary>From the client to the upstream server.</summary>
    Upstream,

    /// <summary>From the upstream server to the client.</summary>
    Downstream,
}

/// <summary>
/// A toxic of a proxy, as the admin API shows it. Immutable; an update makes a new one.
/// </summary>
/// <param name="Name">Unique in its proxy, over both directions.</param>
/// <param name="Toxicity">The probability that it acts on a connection, 0 to 1.</param>
internal sealed record ToxicSettings(
    string Name,
    ToxicKind Kind,
    Direction Direction,
    double Toxicity,
    Attributes Attributes);
