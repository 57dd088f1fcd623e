namespace Shop.Payments;

/// <summary>How the bank behaves, for those who want to see what becomes of the shop then.</summary>
internal sealed class Moods
{
    public Mood Current { get; set; } = new("", 0);

    public string Draw() => Random.Shared.NextDouble() < Current.Share ? Current.Name : "";
}

/// <param name="Name">declined, timeout (after having charged) or unavailable.</param>
/// <param name="Share">Of the charges that it strikes, 0 to 1.</param>
internal sealed record Mood(string Name, double Share);

/// <param name="Amount">In minor units.</param>
internal sealed record Charge(long Amount);
