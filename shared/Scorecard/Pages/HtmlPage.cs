using System.Net;

namespace Shop.Scorecard;

/// <summary>The card as one page that needs nothing else.</summary>
internal static class HtmlPage
{
    private const string Toggle =
        "const r=document.documentElement;r.dataset.theme="
        + "(r.dataset.theme||(matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light'))==='dark'"
        + "?'light':'dark'";

    public static string Of(Card card) =>
        $"""
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Scorecard</title>
        <style>{Css()}</style>
        <button onclick="{Toggle}">light / dark</button>
        <h1>Scorecard</h1>
        <p class="soft">{Text(Words.Provenance(card))}</p>
        {Warning(card)}
        <h2>At a glance</h2>
        {Sheets.Glance(card).Html()}
        {List(Notes.Of(card))}
        <h2>Latency against the speed of light</h2>
        <p class="soft">Milliseconds on a logarithmic scale: the dot is the median, the tick is p95.
        No money buys less than the dashed line to anybody who asks the database.</p>
        {LatencyPlots.Of(card)}
        <h2>Ten faults</h2>
        <p class="soft">{Text(Words.HowFaults(card))} Colour and large number: requests that failed while it
        lasted. Below: seconds until everybody was served again. A cell leads to the demo that shows it.</p>
        {HeatMap.Of(card)}
        <h2>Latency, consistency, dollars</h2>
        {TradePlot.Of(card)}
        <h2>Bills</h2>
        <p class="soft">{Text(Words.Bills(card))}</p>
        {Sheets.Bills(card).Html()}
        {string.Concat(card.Levels.Select(BillOf))}
        <h2>On paper: 10³ to 10⁹ users per region</h2>
        <p class="soft">{Text(Words.Capacity)}</p>
        {ScalePlot.Of(card)}
        {string.Concat(card.Levels.Select(ScaleOf))}
        <h3>Assumptions</h3>
        {List(Words.Assumptions(card.Assumptions))}
        <h2>See it happen</h2>
        {Demos(card)}
        </html>

        """;

    private static string BillOf(LevelCard level) =>
        $"<details><summary>{level.Name}, line by line</summary>{Sheets.BillOf(level).Html()}</details>";

    private static string ScaleOf(LevelCard level)
    {
        var stop = level.Stop is { } end
            ? $"stops at {Numbers.Short(end.UsersPerRegion)} users per region: "
                + $"{end.Part} can have {end.Cores:0} {(end.Cores < 1.5 ? "core" : "cores")} and no more"
            : "nothing in it stops it on paper";
        return $"<h3>{level.Name} {stop}</h3>{Sheets.Scale(level).Html()}";
    }

    private static string Warning(Card card) =>
        Words.Warning(card) is { } warning ? $"<p class=\"warn\">{Text(warning)}</p>" : "";

    private static string Demos(Card card)
    {
        var rows = card.Levels.SelectMany(level => level.Demos.Select(demo =>
            $"<tr id=\"{HeatMap.Anchor(level, demo.Name)}\">"
            + $"<td><code>./run {level.Key} demo {demo.Name}</code></td>"
            + $"<td class=\"wide\">{Text(demo.Claim)}</td><td>{demo.Verdict}</td></tr>"));
        return "<div class=\"panel\"><table class=\"left\"><tr><th>type</th><th>to see that</th><th>verdict</th></tr>"
            + $"{string.Concat(rows)}</table></div>";
    }

    private static string List(IEnumerable<string> lines) =>
        $"<ul>{string.Concat(lines.Select(line => $"<li>{Text(line)}</li>"))}</ul>";

    private static string Text(string words) => WebUtility.HtmlEncode(words);

    private static string Css()
    {
        using var file = typeof(HtmlPage).Assembly.GetManifestResourceStream("page.css")!;
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }
}
