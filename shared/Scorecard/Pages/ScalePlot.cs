namespace Shop.Scorecard;

/// <summary>Dollars a month over users per region; a line ends where its level stops.</summary>
internal static class ScalePlot
{
    private const int Width = 1_000;
    private const int Height = 400;
    private const int Left = 90;
    private const int Bottom = Height - 46;

    public static string Of(Card card)
    {
        var dollars = card.Levels.SelectMany(level => level.Scale.Select(row => row.Usd)).ToList();
        var across = new LogAxis(1e3, 1e9, Left, Width - 90);
        var up = new LogAxis(
            Math.Pow(10, Math.Floor(Math.Log10(dollars.Min()))),
            Math.Pow(10, Math.Ceiling(Math.Log10(dollars.Max()))),
            Bottom,
            20);
        var svg = new Svg(Width, Height);
        Frame(svg, across, up);
        foreach (var (level, number) in card.Levels.Select((level, number) => (level, number)))
        {
            Draw(svg, across, up, level, number);
        }

        return $"<div class=\"panel\">{svg.End("dollars a month over users per region, for each level")}</div>";
    }

    private static void Frame(Svg svg, LogAxis across, LogAxis up)
    {
        foreach (var decade in up.Decades)
        {
            svg.Line(Left, up.At(decade), Width, up.At(decade))
                .Text(Left - 8, up.At(decade) + 4, $"${Numbers.Short(decade)}", "end", "class=\"soft\"");
        }

        foreach (var decade in across.Decades)
        {
            svg.Text(across.At(decade), Height - 24, Numbers.Short(decade), "middle", "class=\"soft\"");
        }

        svg.Text(Width - 4, Height - 6, "users per region →", "end", "class=\"soft\"");
    }

    private static void Draw(Svg svg, LogAxis across, LogAxis up, LevelCard level, int number)
    {
        var colour = Look.Colour(number);
        var standing = level.Scale.Where(row => row.Stop is null).ToList();
        if (standing.Count == 0)
        {
            return;
        }

        var points = standing.Select(row => (across.At(row.UsersPerRegion), up.At(row.Usd))).ToList();
        var (x, y) = points[^1];
        svg.Path(points, colour);
        foreach (var (px, py) in points)
        {
            svg.Dot(px, py, 3.5, colour);
        }

        var stop = level.Stop is { } end ? $" × {end.Part} at {Numbers.Short(end.UsersPerRegion)}" : "";
        var look = $"style=\"fill:{colour};font-weight:700\"";
        svg.Text(x - 4, y - 12 - (number * 17), $"{level.Name}{stop}", "end", look);
    }
}
