namespace Shop.Scorecard;

/// <summary>Latency against dollars, with what each level costs in consistency.</summary>
internal static class TradePlot
{
    private const int Width = 1_000;
    private const int Height = 400;
    private const int Left = 70;
    private const int Bottom = Height - 46;

    private static readonly LogAxis Axis = new(1, 1_000, Bottom, 24);

    public static string Of(Card card)
    {
        var svg = new Svg(Width, Height);
        foreach (var decade in Axis.Decades)
        {
            svg.Line(Left, Axis.At(decade), Width, Axis.At(decade))
                .Text(Left - 8, Axis.At(decade) + 4, $"{decade:0} ms", "end", "class=\"soft\"");
        }

        var most = card.Levels.Max(level => level.Bill.Total) * 1.35;
        for (var part = 0; part <= 4; part++)
        {
            var x = Left + ((Width - Left - 40) * part / 4.0);
            svg.Text(x, Height - 24, Numbers.Dollars(most * part / 4), "middle", "class=\"soft\"");
        }

        svg.Text(Width - 4, Height - 6, "dollars a month →", "end", "class=\"soft\"")
            .Text(Left, 14, "read p50 in the region that has it worst", "start", "class=\"soft\"");
        foreach (var (level, number) in card.Levels.Select((level, number) => (level, number)))
        {
            Mark(svg, level, number, Left + ((Width - Left - 40) * level.Bill.Total / most));
        }

        return $"<div class=\"panel\">{svg.End("dollars a month and read latency of each level")}</div>";
    }

    private static void Mark(Svg svg, LevelCard level, int number, double x)
    {
        var y = Axis.At(level.WorstReadMs);
        // Labels of neighbours on the same height would lie on each other.
        var side = number % 2 == 0 ? -14 : 42;
        svg.Dot(x, y, 9, Look.Colour(number))
            .Text(x, y + side - 14, level.Name, "middle", "font-weight=\"700\"")
            .Text(x, y + side, Consistency(level), "middle", "class=\"soft\"");
    }

    private static string Consistency(LevelCard level)
    {
        var crash = level.Fault("database-crash")?.WriteDownSeconds;
        var stale = $"{level.StalePercent?.Text(" %") ?? "–"} stale";
        return crash is null ? stale : $"{stale}, {crash.Median:0.#} s without writes";
    }
}
