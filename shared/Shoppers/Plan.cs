namespace Shop.Shoppers;

/// <summary>What the next shopper of a region does, without when.</summary>
internal sealed record Intent(Kind Kind, int Product, int Customer);

/// <summary>A repeatable sequence of intents: same seed and region, same sequence.</summary>
internal sealed class Plan(int seed, string region)
{
    // Carts never get longer than this, however long a run: theirs would be the only slow answers.
    private const int CartSize = 10;

    private readonly Random random = Seeded.Random(seed, region);

    internal Intent Next(Workload workload)
    {
        var kind = workload.Mix.At(random.NextDouble());
        var product = Product(random.NextDouble(), kind, workload);
        return new Intent(kind, product, random.Next());
    }

    private static int Product(double point, Kind kind, Workload workload)
    {
        var skewed = kind == Kind.Checkout ? point : Math.Pow(point, workload.Skew);
        var product = 1 + (int)(skewed * workload.Products);
        return kind == Kind.Cart ? 1 + (product % CartSize) : product;
    }
}

internal static class Seeded
{
    /// <summary>
    /// A generator of its own for each purpose. The purpose is hashed here (FNV-1a), because the
    /// hash of a string is another one in each process.
    /// </summary>
    internal static Random Random(int seed, string purpose)
    {
        var hash = purpose.Aggregate(2166136261u, (sum, letter) => (sum ^ letter) * 16777619u);
        return new Random(unchecked(seed + (int)hash));
    }
}
