namespace Shop.Scorecard;

/// <summary>Latency of each region and level against what light in glass allows.</summary>
internal static class LatencyPlots
{
    private const int Width = 360;
    private const int Height = 210;
    private const int Left = 38;

    private static readonly LogAxis Axis = new(1, 2_000, Height - 26, 12);

    public static string Of(Card card)
    {
        var classes = new[] { "reads", "writes", "assets" };
        return string.Concat(classes.Select(one => $"<h3>{one}</h3><div class=\"grid\">{Row(card, one)}</div>"));
    }

    private static string Row(Card card, string @class) =>
        string.Concat(card.Regions.Select(region => Panel(card, @class, region)));

    private static string Panel(Card card, string @class, string region) =>
        $"<div class=\"panel\"><h3>{region}</h3>{Plot(card, @class, region)}</div>";

    private static string Plot(Card card, string @class, string region)
    {
        var svg = new Svg(Width, Height);
        foreach (var decade in Axis.Decades)
        {
            svg.Line(Left, Axis.At(decade), Width, Axis.At(decade))
                .Text(Left - 6, Axis.At(decade) + 4, $"{decade:0}", "end", "class=\"soft\"");
        }

        var floor = card.Levels[0].FibreFloorMs.GetValueOrDefault(region);
        Reference(svg, "mile", card.Levels[0].LastMileMs, $"last mile {card.Levels[0].LastMileMs:0} ms");
        if (floor > 0)
        {
            Reference(svg, "floor", floor, $"light to the database {floor:0} ms");
        }

        var step = (Width - Left) / (double)card.Levels.Count;
        foreach (var (level, number) in card.Levels.Select((level, number) => (level, number)))
        {
            if (level.Regions.TryGetValue(region, out var classes))
            {
                Mark(svg, Left + (step * (number + 0.5)), level, number, classes[@class]);
            }
        }

        return svg.End($"{@class} in {region}, milliseconds, p50 and p95 of each level");
    }

    private static void Reference(Svg svg, string look, double value, string words)
    {
        var colour = look == "floor" ? "class=\"floor-text\"" : "class=\"soft\"";
        svg.Line(Left, Axis.At(value), Width, Axis.At(value), $"class=\"{look}\"")
            .Text(Width - 2, Axis.At(value) + 14, words, "end", colour);
    }

    private static void Mark(Svg svg, double x, LevelCard level, int number, Latency latency)
    {
        var colour = Look.Colour(number);
        var (p50, p95) = (Axis.At(latency.P50.Median), Axis.At(latency.P95.Median));
        svg.Line(x, p50, x, p95, $"stroke=\"{colour}\" stroke-width=\"3\"")
            .Line(x - 7, p95, x + 7, p95, $"stroke=\"{colour}\" stroke-width=\"2\"")
            .Dot(x, p50, 5.5, colour)
            .Text(x + 10, p50 + 5, Numbers.Short(latency.P50.Median), "start", "font-weight=\"700\"")
            .Text(x, Height - 8, level.Key == "bonus" ? "bonus" : $"L{level.Key}", "middle", "class=\"soft\"");
    }
}

internal static class Look
{
    /// <summary>A level's colour.</summary>
    public static string Colour(int number) => $"var(--c{number % 6})";
}
