using System.Globalization;
using Shop.Cost;

namespace CostTests;

/// <summary>Levels and traffic in few words.</summary>
internal static class Sample
{
    /// <summary>1,000 requests: 1,000 bytes each to shoppers, and some between regions.</summary>
    public static readonly Traffic Traffic = new(
        1_000,
        new Dictionary<string, long> { ["us-east-1"] = 600_000, ["ap-southeast-1"] = 400_000 },
        new Dictionary<string, long> { ["ap-southeast-1"] = 500_000 },
        new Dictionary<string, long> { ["us-east-1"] = 200_000, ["ap-southeast-1"] = 100_000 });

    /// <param name="parts">Names, each with its processor time in ms after a colon, if it has any.</param>
    public static Topology Level(string parts) => new([.. parts.Split(' ').Select(Part)]);

    private static Part Part(string text)
    {
        var (name, cpu) = text.Split(':') is [var left, var right]
            ? (left, double.Parse(right, CultureInfo.InvariantCulture))
            : (text, 0);
        var kind = Enum.TryParse<PartKind>(name, ignoreCase: true, out var known) ? known : PartKind.Service;
        return new Part(name, kind, "us-east-1", cpu);
    }
}
