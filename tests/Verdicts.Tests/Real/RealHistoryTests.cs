using System.Diagnostics;

namespace Shop.Verdicts.Tests.Real;

/// <summary>What the checker says about histories of real servers.</summary>
public sealed class RealHistoryTests(Servers servers, ITestOutputHelper output)
    : IClassFixture<Servers>
{
    public static TheoryData<string> Names => new(All.Scenarios.Select(one => $"{one}"));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task With_its_mechanism_a_guarantee_holds(string name)
    {
        var (verdict, _) = await PlayAsync(name, isOn: true);
        Assert.True(verdict.Holds, $"{verdict}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Without_it_the_anomaly_is_found(string name)
    {
        var (verdict, history) = await PlayAsync(name, isOn: false);
        Assert.Equal(Ruling.Broken, verdict.Ruling);
        Assert.NotNull(verdict.Svg);
        // Nothing was wrong with what the others did.
        Assert.All(verdict.Violations.SelectMany(one => one.Operations), one =>
        {
            Assert.Contains(one, history.Operations);
            Assert.DoesNotContain(Crowd.Shelf, one.Key);
        });
    }

    [Fact]
    public void Every_name_is_found_in_a_real_history()
    {
        var names = All.Scenarios.Select(one => one.Guarantee).Distinct().Order();
        var known = Guarantees.All.Select(one => one.Name).Append("lost acknowledged write");
        Assert.Equal(known.Order(), names);
    }

    private async Task<(Verdict Verdict, History History)> PlayAsync(string name, bool isOn)
    {
        var scenario = All.Scenarios.Single(one => $"{one}" == name);
        await using var stage = new Stage(servers, isOn);
        await stage.ResetAsync();
        await Task.WhenAll(scenario.RunAsync(stage), Crowd.ShopAsync(stage));
        var history = stage.Log.ToHistory();
        Assert.True(history.Operations.Count > 200, $"{history.Operations.Count} operations");
        var watch = Stopwatch.StartNew();
        var verdict = await scenario.JudgeAsync(stage, history);
        output.WriteLine(
            $"{(isOn ? "with" : "without")} {scenario.Mechanism}, "
            + $"{history.Operations.Count} operations, {watch.ElapsedMilliseconds} ms: {verdict}");
        return (verdict, history);
    }
}
