using System.Globalization;
using System.Net;
using System.Text;

namespace Shop.Scorecard;

/// <summary>A drawing, one element after the other.</summary>
internal sealed class Svg(int width, int height)
{
    private readonly StringBuilder text = new();

    public Svg Line(double x1, double y1, double x2, double y2, string look = "class=\"axis\"") =>
        Add($"<line x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\" {look}/>");

    public Svg Dot(double x, double y, double radius, string colour) =>
        Add($"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{radius:0.#}\" fill=\"{colour}\"/>");

    /// <param name="anchor">start, middle or end.</param>
    public Svg Text(double x, double y, string words, string anchor = "start", string look = "") =>
        Add($"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\" {look}>{WebUtility.HtmlEncode(words)}</text>");

    public Svg Path(IEnumerable<(double X, double Y)> points, string colour)
    {
        var list = string.Join(' ', points.Select(point => Invariant($"{point.X:0.#},{point.Y:0.#}")));
        return Add($"<polyline points=\"{list}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2.5\"/>");
    }

    /// <param name="label">What it shows, for those who can't see it.</param>
    public string End(string label) =>
        $"<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(label)}\">{text}</svg>";

    private Svg Add(FormattableString element)
    {
        text.Append(Invariant(element));
        return this;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A logarithmic axis from one value to another, laid over a stretch of a drawing.</summary>
internal sealed record LogAxis(double From, double To, double Start, double End)
{
    public double At(double value)
    {
        var share = Math.Log(Math.Clamp(value, From, To) / From) / Math.Log(To / From);
        return Start + (share * (End - Start));
    }

    /// <summary>The powers of ten on it.</summary>
    public IEnumerable<double> Decades
    {
        get
        {
            for (var value = Math.Pow(10, Math.Ceiling(Math.Log10(From))); value <= To * 1.0001; value *= 10)
            {
                yield return value;
            }
        }
    }
}
