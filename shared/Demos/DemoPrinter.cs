using Spectre.Console;

namespace Aspire.Hosting;

/// <summary>Shows a demo on a terminal: what to say, what happens, what was measured, the verdict.</summary>
internal static class DemoPrinter
{
    private const int Width = 110;

    public static void Begin(Demo demo)
    {
        // A file or a pipe has no colours, and no width either; but a table needs one.
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, Width);
        AnsiConsole.Profile.Capabilities.Ansi &= !Console.IsOutputRedirected;
        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLine($"[bold]{demo.Name}[/]  {Markup.Escape(demo.Claim)}");
        AnsiConsole.MarkupLine($"[grey]{Markup.Escape(demo.Say.Before)}[/]");
        AnsiConsole.MarkupLine($"[grey]{Markup.Escape(demo.Say.During)}[/]");
    }

    public static void End(Demo demo, DemoReport report)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.Write(Phases(report));
        if (report.Comparison is { } comparison)
        {
            AnsiConsole.Write(Comparing(comparison));
        }

        AnsiConsole.Write(Expectations(report));
        foreach (var phase in report.Phases.Where(phase => phase.Failures.Count > 0))
        {
            var failures = phase.Failures.Select(one => $"{one.Value} × {one.Key}");
            var line = $"{phase.Name}, failed: {string.Join(", ", failures)}";
            AnsiConsole.MarkupLine($"[grey]{Markup.Escape(line)}[/]");
        }

        foreach (var (name, value) in report.Measurements)
        {
            AnsiConsole.MarkupLine($"[grey]{name} = {Expectation.Number(value)}[/]");
        }

        foreach (var finding in report.Findings)
        {
            var found = finding.Violations == 0
                ? "nothing wrong"
                : $"{finding.Violations} violations. {finding.Sentence}";
            var line = $"{finding.Operations} operations checked for {finding.Guarantee}: {found}";
            AnsiConsole.MarkupLine($"[grey]{Markup.Escape(line)}[/]");
        }

        AnsiConsole.MarkupLine($"[grey]{Markup.Escape(demo.Say.After)}[/]");
        if (report is { Held: false, WasDisturbed: true })
        {
            AnsiConsole.MarkupLine(
                $"[yellow]This machine was busy: shoppers started up to {report.SentLateP99Ms:0} ms late. "
                + "Close what else runs and try again.[/]");
        }

        AnsiConsole.MarkupLine(report.Held ? "[bold green]✔ held[/]" : "[bold red]✘ refuted[/]");
    }

    private static Table Comparing(Comparison comparison)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns([.. comparison.Columns.Select(Markup.Escape)]);
        foreach (var row in comparison.Rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        return table;
    }

    private static Table Phases(DemoReport report)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("shoppers in").AddColumn("");
        foreach (var phase in report.Phases)
        {
            table.AddColumn($"{phase.Name}, {phase.Seconds:0.#} s\np50 / p95 ms");
        }

        foreach (var region in report.Phases.SelectMany(phase => phase.Regions.Keys).Distinct())
        {
            AddRows(table, report, region);
        }

        return table;
    }

    private static void AddRows(Table table, DemoReport report, string region)
    {
        var classes = new (string Name, Func<RegionReport, ClassReport> Of)[]
        {
            ("reads", one => one.Reads),
            ("writes", one => one.Writes),
            ("assets", one => one.Assets),
        };
        foreach (var (name, of) in classes)
        {
            var cells = report.Phases.Select(phase => Cell(of(phase.Regions[region])));
            table.AddRow([name == "reads" ? region : "", name, .. cells]);
        }
    }

    private static string Cell(ClassReport cell)
    {
        var failed = cell.Failed == 0 ? "" : $"  [red]✘ {cell.Failed} of {cell.Ok + cell.Failed}[/]";
        return cell.Ok == 0 ? $"–{failed}" : $"{cell.P50Ms:0.0} / {cell.P95Ms:0.0}{failed}";
    }

    private static Table Expectations(DemoReport report)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn("expected")
            .AddColumn("bounds")
            .AddColumn("measured")
            .AddColumn("");
        foreach (var one in report.Expectations)
        {
            table.AddRow(
                Markup.Escape(one.What),
                one.Bounds,
                $"{Expectation.Number(one.Value)} {one.Unit}",
                one.Held ? "[green]✔[/]" : "[red]✘[/]");
        }

        return table;
    }

    /// <summary>Prints the timeline while it grows.</summary>
    internal sealed class Live : IProgress<TimelineEntry>
    {
        public void Report(TimelineEntry value) =>
            AnsiConsole.MarkupLine($"  [grey]{value.Seconds,5:0.0} s[/]  {value.Kind,-8} {Markup.Escape(value.What)}");
    }
}
