using System.Net;

namespace Shop.Scorecard;

/// <summary>Faults × levels: how many requests failed, and for how long.</summary>
internal static class HeatMap
{
    public static string Of(Card card)
    {
        var head = string.Concat(card.Levels.Select(level => $"<th>{level.Name}</th>"));
        var rows = string.Concat(card.Faults.Select(fault => Row(card, fault)));
        return $"<div class=\"panel\"><table class=\"heat\"><tr><th></th>{head}</tr>{rows}</table></div>";
    }

    private static string Row(Card card, string fault)
    {
        var cells = card.Levels.Select(level => $"<td>{Cell(level, level.Fault(fault))}</td>");
        return $"<tr><td>{fault}</td>{string.Concat(cells)}</tr>";
    }

    private static string Cell(LevelCard level, FaultCard? fault)
    {
        if (fault?.FailedPercent is not { } failed)
        {
            return $"<span class=\"none\">– {WebUtility.HtmlEncode(fault?.Absent ?? "not measured")}</span>";
        }

        var share = failed.Median / 100;
        var look = share > 0.45 ? " class=\"hot\"" : "";
        var heat = FormattableString.Invariant($"background: rgb(var(--hot) / {Math.Sqrt(share):0.00})");
        var recovered = fault.Recovered ? "" : " <br>not back after 30 s";
        var slow = fault.SlowMs is { } ms ? $"<br><small>reads up to {Numbers.Short(ms.Median)} ms</small>" : "";
        var body = $"<b>{failed.Text(" %")}</b>{fault.DownSeconds!.Text(" s")}{slow}{recovered}";
        var regions = string.Join(", ", fault.Failed.Select(one => $"{one.Key} {one.Value:0.#} %"));
        var title = WebUtility.HtmlEncode($"{fault.Target}; failed: {regions}");
        var shared = $"style=\"{heat}\"{look} title=\"{title}";
        return fault.Demo is { } demo
            ? $"<a href=\"#{Anchor(level, demo)}\" {shared}. ./run {level.Key} demo {demo}\">{body}</a>"
            : $"<span {shared}\">{body}</span>";
    }

    public static string Anchor(LevelCard level, string demo) => $"demo-{level.Key}-{demo}";
}
