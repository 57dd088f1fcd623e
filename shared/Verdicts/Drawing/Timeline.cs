using System.Xml.Linq;

namespace Shop.Verdicts.Drawing;

/// <summary>
/// Draws operations as an SVG: a lane per client, time from left to right. Writes are filled, reads
/// are hollow, what has no answer is dashed and open to the right, and the offending operation has
/// a heavy frame and a cross. Text and lines take the colour of the page around them.
/// </summary>
public static class Timeline
{
    private const double Margin = 16;
    private const double Letter = 10.5;
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <param name="title">What is shown.</param>
    /// <param name="sentence">What happened, below the title.</param>
    /// <param name="operations">At least one; the offending one is the last.</param>
    /// <returns>A document that can stand alone or within a page.</returns>
    public static string Draw(
        string title,
        string sentence,
        IReadOnlyList<Operation> operations)
    {
        ArgumentOutOfRangeException.ThrowIfZero(operations.Count, nameof(operations));
        var names = operations.Max(one => one.Client.Length) * Letter;
        var axis = new Axis(operations, Margin + names + 24);
        var lines = Wrap(sentence, (int)Math.Max(axis.End / Letter, 48));
        var top = 52 + (24 * lines.Count);
        var lanes = Lanes(operations, axis, top);
        var bottom = lanes[^1].Top + lanes[^1].Height;
        var width = Math.Max(
            lanes.SelectMany(lane => lane.Bars).Max(bar => bar.LabelEnd),
            axis.End) + Margin;
        return new XElement(
            Svg + "svg",
            new XAttribute("viewBox", $"0 0 {width:0} {bottom + 48:0}"),
            new XAttribute("width", $"{width:0}"),
            new XAttribute("role", "img"),
            new XAttribute("class", "timeline"),
            new XElement(Svg + "title", $"{title}: {sentence}"),
            new XElement(Svg + "style", Style.Css),
            Words(Margin, 32, title, "head"),
            lines.Select((line, at) => Words(Margin, 60 + (24 * at), line)),
            Ticks(axis, top, bottom),
            lanes.Select(lane => Draw(lane, width, operations[^1]))).ToString();
    }

    private static List<Lane> Lanes(IReadOnlyList<Operation> operations, Axis axis, double top)
    {
        var lanes = new List<Lane>();
        foreach (var client in operations.GroupBy(one => one.Client).OrderBy(one => one.Min(of => of.Start)))
        {
            lanes.Add(new Lane(client.Key, client, axis, top));
            top += lanes[^1].Height;
        }

        return lanes;
    }

    private static IEnumerable<XElement> Ticks(Axis axis, double top, double bottom) =>
        axis.Ticks.SelectMany(tick => new[]
        {
            Line(tick.Place, top, tick.Place, bottom + 6, "tick"),
            Words(tick.Place, bottom + 28, $"{tick.Moment.TotalMilliseconds:0.#}", "time"),
        }).Append(Words(axis.End, bottom + 28, "ms", "time"));

    private static XElement Draw(Lane lane, double width, Operation offending) => new(
        Svg + "g",
        new XAttribute("class", "lane"),
        Line(Margin, lane.Top, width - Margin, lane.Top, "rule"),
        Words(Margin, lane.Top + 50, lane.Client, "name"),
        lane.Bars.Select(bar => Draw(bar, ReferenceEquals(bar.One, offending))));

    private static IEnumerable<XElement> Draw(Bar bar, bool offending)
    {
        var look = (bar.One.IsRead ? "read" : "write")
            + (bar.One.Ok ? "" : " unknown")
            + (offending ? " offending" : "");
        var mark = offending ? "✗ " : "";
        yield return new XElement(
            Svg + "rect",
            new XAttribute("x", $"{bar.Left:0.#}"),
            new XAttribute("y", $"{bar.Y:0.#}"),
            new XAttribute("width", $"{bar.Right - bar.Left:0.#}"),
            new XAttribute("height", Bar.Thick),
            new XAttribute("rx", 4),
            new XAttribute("class", look));
        yield return Words(bar.Left, bar.Y - 8, mark + Bar.Text(bar.One), look);
    }

    private static XElement Line(double x1, double y1, double x2, double y2, string look) => new(
        Svg + "line",
        new XAttribute("x1", $"{x1:0.#}"),
        new XAttribute("y1", $"{y1:0.#}"),
        new XAttribute("x2", $"{x2:0.#}"),
        new XAttribute("y2", $"{y2:0.#}"),
        new XAttribute("class", look));

    private static XElement Words(double x, double y, string text, string look = "") => new(
        Svg + "text",
        new XAttribute("x", $"{x:0.#}"),
        new XAttribute("y", $"{y:0.#}"),
        new XAttribute("class", look),
        text);

    private static List<string> Wrap(string text, int letters)
    {
        var lines = new List<string> { "" };
        foreach (var word in text.Split(' '))
        {
            if (lines[^1].Length > 0 && lines[^1].Length + word.Length >= letters)
            {
                lines.Add("");
            }

            lines[^1] = $"{lines[^1]} {word}".TrimStart();
        }

        return lines;
    }
}
