namespace Aspire.Hosting;

/// <summary>How long the parts of the standard programme last, in seconds.</summary>
/// <param name="Opening">The day's first customers, who come in crowds and aren't counted.</param>
/// <param name="Steady">Watching a shop in which nothing is broken.</param>
/// <param name="Shelf">Everybody wants the same few products.</param>
/// <param name="Fault">Each fault, until somebody mends it by hand.</param>
/// <param name="IsEverywhere">Whether a good release goes to all processes, or to two.</param>
public sealed record StandardLength(
    double Opening, double Steady, double Shelf, double Fault, bool IsEverywhere)
{
    /// <summary>As many times as long as the other faults, or nobody would see who mends it.</summary>
    public const double DatabaseCrash = 3;

    /// <summary>As many times as long is a network down, or a balancer: silence has to be noticed before it is answered.</summary>
    public const double Silence = 2;

    /// <summary>Six levels within ten minutes.</summary>
    public static StandardLength Quick { get; } = new(8, 6, 3, 2.5, IsEverywhere: false);

    public static StandardLength Full { get; } = new(30, 20, 8, 8, IsEverywhere: true);
}
