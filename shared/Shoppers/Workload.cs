using System.Collections.Immutable;

namespace Shop.Shoppers;

/// <summary>
/// What shoppers do and how often. Set <see cref="Fleet.Workload"/> to a changed copy while they
/// shop; it counts from the next arrival on.
/// </summary>
public sealed record Workload
{
    /// <summary>Operations per second in each region, ≥ 0.</summary>
    public double Rate { get; init; } = 50;

    /// <summary>Operations per second in single regions, instead of <see cref="Rate"/>.</summary>
    public ImmutableDictionary<string, double> Rates { get; init; } =
        ImmutableDictionary<string, double>.Empty;

    public Mix Mix { get; init; } = new();

    /// <summary>False: evenly spaced arrivals. True: a Poisson process of the same rate.</summary>
    public bool Poisson { get; init; }

    /// <summary>How long a shopper waits for an answer, counted from sending it.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How many operations of one region may be under way. One that comes on top is not sent,
    /// but counts as failed (<c>shed by the client</c>).
    /// </summary>
    public int InFlight { get; init; } = 2_000;

    /// <summary>Products are numbered 1 to this. A small number makes shoppers collide.</summary>
    public int Products { get; init; } = 1_000;

    /// <summary>
    /// How unevenly products are looked at: 1 is evenly, at 5 a hundredth of the products gets two
    /// fifths of the visits, as in the YCSB benchmark, whose zipfian constant is 0.99. Purchases are
    /// always spread evenly, so that stock lasts.
    /// </summary>
    public double Skew { get; init; } = 5;

    /// <summary>
    /// Whether reads carry the customer's bearer token. Then a balancer can tell customers apart,
    /// but a shared cache must not keep the answers.
    /// </summary>
    public bool SignedReads { get; init; }

    /// <summary>
    /// Whether a customer who doesn't know what became of a purchase presses the button again: the
    /// region's next checkout then repeats it under the same idempotency key.
    /// </summary>
    public bool RepeatUnknown { get; init; } = true;

    /// <summary>Same seed, same sequence of kinds and products in each region.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Operations per second in a region.</summary>
    public double RateIn(string region) => Rates.GetValueOrDefault(region, Rate);

    internal bool IsSound =>
        Rate >= 0
        && Rates.Values.All(rate => rate >= 0)
        && Timeout > TimeSpan.Zero
        && InFlight > 0
        && Products > 0
        && Mix.Sum > 0;
}
