extern alias level1;
extern alias level2;
extern alias level3;
extern alias level4;
extern alias level5;
extern alias bonus;

using System.Data.Common;

namespace Levels.Tests;

/// <summary>Every claim of every README, held and refuted.</summary>
[Collection("levels")]
public sealed class DemoTests(LevelKeeper levels)
{
    private static readonly (string Name, Type AppHost, IReadOnlyList<Demo> Demos)[] Levels =
    [
        ("level1", typeof(level1::Projects.AppHost), level1::Shop.Demos.All),
        ("level2", typeof(level2::Projects.AppHost), level2::Shop.Demos.All),
        ("level3", typeof(level3::Projects.AppHost), level3::Shop.Demos.All),
        ("level4", typeof(level4::Projects.AppHost), level4::Shop.Demos.All),
        ("level5", typeof(level5::Projects.AppHost), level5::Shop.Demos.All),
        ("bonus", typeof(bonus::Projects.AppHost), bonus::Shop.Demos.All),
    ];

    // LEVELS=level4,bonus plays all claims of these, and each once more without what it rests on:
    // minutes for a level. An ordinary run plays some claims of every level: those that a slow machine
    // delays and does not refute.
    private static readonly string[]? Chosen =
        Environment.GetEnvironmentVariable("LEVELS")?.Split(',');

    private static readonly (string Level, string Demo)[] Ordinary =
    [
        ("level1", "distance"), ("level1", "outage"),
        ("level2", "backend-crash"), ("level2", "bad-release"),
        ("level3", "cdn"), ("level3", "region-outage"),
        ("level4", "read-local"), ("level4", "no-fencing"),
        ("level5", "isolation"), ("level5", "saga"),
        ("bonus", "no-servers"), ("bonus", "secrecy"),
    ];

    // Two dozen processes take their time to start once more, without something.
    private static readonly string[] Small = ["level1", "level2"];

    // Before these a presenter cuts a link by hand, in a browser; in other levels on request.
    private static readonly (string Level, string Demo)[] Cut =
        [("level3", "cdn"), ("level4", "read-local"), ("bonus", "secrecy")];

    private static readonly string[] Never = ["lost", "twice", "oversold", "two leaders", "stale"];

    public static TheoryData<string, string> Claims =>
        [.. All().Select(one => (one.Level, one.Demo.Name))];

    public static TheoryData<string> Stages => [.. All().Select(one => one.Level).Distinct()];

    public static TheoryData<string, string, string> Mechanisms =>
        [.. All()
            .Where(one => Chosen is not null || Small.Contains(one.Level))
            .OrderBy(one => one.Demo.RestsOn)
            .Select(one => (one.Level, one.Demo.Name, one.Demo.RestsOn)),];

    [Theory]
    [MemberData(nameof(Claims))]
    public async Task A_claim_holds(string level, string demo)
    {
        var running = await levels.GetAsync(AppHost(level), without: null);
        if (Cut.Contains((level, demo)))
            await Presenter.CutAndResetAsync(running);

        var report = await PlayAsync(() => running.PlayAsync(demo));

        Assert.True(report.Held, Explain(report));
    }

    [Theory(Explicit = true)]
    [MemberData(nameof(Stages))]
    public async Task A_link_cut_by_hand_hurts_until_the_reset(string level) =>
        await Presenter.CutAndResetAsync(await levels.GetAsync(AppHost(level), without: null));

    // LEVELS=level3 dotnet Levels.Tests.dll -explicit only: CI plays them without a browser.
    [Theory(Explicit = true)]
    [MemberData(nameof(Claims))]
    public async Task A_card_ends_with_its_verdict(string level, string demo)
    {
        var running = await levels.GetAsync(AppHost(level), without: null);

        var report = await PlayAsync(() => Presenter.PlayAsync(running, demo));

        Assert.True(report.Held, Explain(report));
    }

    [Theory]
    [MemberData(nameof(Mechanisms))]
    public async Task A_claim_is_refuted_without_what_it_rests_on(
        string level,
        string demo,
        string mechanism)
    {
        var running = await levels.GetAsync(AppHost(level), mechanism);

        var report = await running.PlayAsync(demo);

        Assert.False(report.Held, "It held.");
    }

    // What else runs on this machine can make an answer late, so that somebody gives up or is sent
    // elsewhere: then once more. Nothing may ever be lost, done twice or sold without being there.
    private static async Task<DemoReport> PlayAsync(Func<Task<DemoReport>> play)
    {
        DemoReport report;
        try
        {
            report = await play();
        }
        catch (Exception late) when (late is DistributedApplicationException
            or HttpRequestException or OperationCanceledException or DbException)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(late.ToString());
            return await play();
        }

        var isUnsafe = report.Expectations.Any(one =>
            one.Value > one.AtMost && Never.Any(one.What.Contains));
        if (report.Held || (isUnsafe && !report.WasDisturbed))
            return report;
        TestContext.Current.TestOutputHelper?.WriteLine(Explain(report));
        return await play();
    }

    private static string Explain(DemoReport report)
    {
        var failed = report.Expectations
            .Where(one => !one.Held)
            .Select(one => $"{one.What}: {one.Value:0.##} {one.Unit} instead of {one.Bounds}");
        return $"{string.Join("; ", failed)}; sent {report.SentLateP99Ms} ms late\n{report.ToJson()}";
    }

    private static IEnumerable<(string Level, Demo Demo)> All() =>
        Levels
            .SelectMany(level => level.Demos.Select(demo => (level.Name, demo)))
            .Where(one => Chosen?.Contains(one.Name) ?? Ordinary.Contains((one.Name, one.demo.Name)));

    private static Type AppHost(string level) => Levels.Single(one => one.Name == level).AppHost;
}
