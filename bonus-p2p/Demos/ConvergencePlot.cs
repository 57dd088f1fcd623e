using System.Globalization;

namespace Shop;

/// <summary>
/// Rounds over peers, drawn. Peers are on a logarithmic axis, where log n is a straight line.
/// </summary>
internal static class ConvergencePlot
{
    private const string Blue = "#2563eb";

    /// <param name="runs">Rounds of each run, by number of peers.</param>
    public static string Draw(IReadOnlyDictionary<int, IReadOnlyList<int>> runs) => $"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 300"
          font-family="sans-serif" font-size="13" role="img" aria-label="rounds over peers">
        <rect width="480" height="300" fill="#fff"/>
        <text x="16" y="22" font-weight="bold">Rounds until all know</text>
        <text x="464" y="22" text-anchor="end" fill="{Blue}">● mean of {runs.Values.First().Count} runs</text>
        {string.Concat(Enumerable.Range(0, 5).Select(step => Level(2 * step)))}
        {Line(4, 128)}
        {Text(100, 7.1, "log₂ n", "end", "#777")}
        {string.Concat(runs.Select(size => Size(size.Key, size.Value)))}
        <text x="255" y="290" text-anchor="middle">peers (logarithmic)</text>
        </svg>

        """;

    private static string Level(int rounds) => Format($"""
        <line x1="50" y1="{Y(rounds):0}" x2="464" y2="{Y(rounds):0}" stroke="#e5e7eb"/>
        <text x="42" y="{Y(rounds) + 4:0}" text-anchor="end" fill="#555">{rounds}</text>

        """);

    private static string Line(int from, int to) => Format($"""
        <line x1="{X(from):0}" y1="{Y(Math.Log2(from)):0}" x2="{X(to):0}" y2="{Y(Math.Log2(to)):0}"
          stroke="#999" stroke-dasharray="5 4"/>
        """);

    // Each run is a pale dot, where several are the same a darker one.
    private static string Size(int peers, IReadOnlyList<int> rounds) =>
        string.Concat(rounds.Select(run => Dot(peers, run, radius: 4, "0.2")))
        + Dot(peers, rounds.Average(), radius: 6, "1")
        + Text(peers, rounds.Average() - 0.9, Format($"{rounds.Average():0.0}"), "middle", Blue)
        + Text(peers, -0.8, Format($"{peers}"), "middle", "#222");

    private static string Dot(int peers, double rounds, int radius, string opacity) => Format($"""
        <circle cx="{X(peers):0}" cy="{Y(rounds):0}" r="{radius}" fill="{Blue}" opacity="{opacity}"/>

        """);

    private static string Text(int peers, double rounds, string text, string anchor, string color) =>
        Format($"""
        <text x="{X(peers):0}" y="{Y(rounds):0}" text-anchor="{anchor}" fill="{color}">{text}</text>

        """);

    private static string Format(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);

    private static double X(double peers) => 50 + (68 * (Math.Log2(peers) - 1.5));

    private static double Y(double rounds) => 250 - (26 * rounds);
}
