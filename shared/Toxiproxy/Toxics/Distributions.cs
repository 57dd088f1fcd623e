namespace Toxiproxy.Toxics;

/// <summary>
/// Shapes of chance, in units of the jitter. All but the Pareto are centred on 0.
/// </summary>
internal static class Distributions
{
    // Long-tailed, yet with a finite variance: the mean excess is half a jitter.
    private const double ParetoShape = 3;

    // A network path has no delays of minutes: the tail is cut at this many jitters.
    private const double ParetoLimit = 50;

    public static readonly IReadOnlyList<string> Names = ["uniform", "normal", "pareto"];

    public static Func<Random, double> At(long index) => index switch
    {
        1 => Normal,
        2 => Pareto,
        _ => Uniform,
    };

    /// <summary>Between -1 and 1.</summary>
    public static double Uniform(Random random) => random.NextDouble() * 2 - 1;

    /// <summary>The jitter is the standard deviation (Box–Muller).</summary>
    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()))
        * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Never below 0: the latency is the minimum, the jitter stretches the tail.</summary>
    public static double Pareto(Random random) =>
        Math.Min(ParetoLimit, Math.Pow(1 - random.NextDouble(), -1 / ParetoShape) - 1);
}
