using System.Text.Json;

namespace Demos.Tests;

public sealed class DemoReportTests
{
    [Fact]
    public void Is_saved_in_the_form_that_other_programs_read()
    {
        var json = JsonDocument.Parse(Report().ToJson()).RootElement;

        Assert.Equal("level1-single-region", json.GetProperty("level").GetString());
        Assert.Equal("held", json.GetProperty("verdict").GetString());
        var phase = json.GetProperty("phases")[0];
        Assert.Equal(5, phase.GetProperty("seconds").GetDouble());
        var reads = phase.GetProperty("regions").GetProperty("eu-west-1").GetProperty("reads");
        Assert.Equal(80.5, reads.GetProperty("p50_ms").GetDouble());
        Assert.Equal(3, reads.GetProperty("failed").GetInt32());
        Assert.Equal(1.5, json.GetProperty("measurements").GetProperty("downtime_s").GetDouble());
        Assert.Equal("inject", json.GetProperty("timeline")[0].GetProperty("kind").GetString());
    }

    private static DemoReport Report() => new()
    {
        Level = "level1-single-region",
        Demo = "outage",
        Claim = "One crash is everybody's outage.",
        Verdict = "held",
        Date = DateTimeOffset.UnixEpoch,
        Phases = [new PhaseReport("down", 5, new Dictionary<string, RegionReport>
        {
            ["eu-west-1"] = new(Class(), Class(), Class()),
        }),],
        Measurements = new Dictionary<string, double> { ["downtime_s"] = 1.5 },
        Expectations = [],
        SentLateP99Ms = 1.5,
        Timeline = [new TimelineEntry(0.1, "inject", "kill backend")],
    };

    private static ClassReport Class() => new(80.5, 90, 99, Ok: 100, Failed: 3);
}
