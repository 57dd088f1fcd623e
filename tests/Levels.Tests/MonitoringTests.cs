using System.Diagnostics;
using System.Text.Json;

namespace Levels.Tests;

/// <summary>The files that Prometheus and Grafana are to read, in every level that has them.</summary>
public sealed class MonitoringTests
{
    private static readonly string Repository = Find();

    public static TheoryData<string> Rules => [.. Named("alerts.yml")];

    public static TheoryData<string> Dashboards => [.. Named("grafana.json")];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Prometheus_own_tool_accepts_the_alert_rules(string file)
    {
        using var promtool = Process.Start(new ProcessStartInfo("promtool", ["check", "rules", file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var complaints = await promtool.StandardError.ReadToEndAsync();
        await promtool.WaitForExitAsync();

        Assert.True(promtool.ExitCode == 0, complaints);
    }

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void A_dashboard_asks_something_in_each_panel(string file)
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(file));

        Assert.All(
            dashboard.RootElement.GetProperty("panels").EnumerateArray(),
            panel => Assert.NotEqual("", panel.GetProperty("targets")[0].GetProperty("expr").GetString()));
    }

    private static IEnumerable<string> Named(string file) =>
        Directory.GetDirectories(Repository, "level?-*")
            .Select(level => Path.Combine(level, file))
            .Where(File.Exists);

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Levels.sln")))
        {
            folder = Path.GetDirectoryName(folder.TrimEnd('/'))!;
        }

        return folder;
    }
}
