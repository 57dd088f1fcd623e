using System.Diagnostics;
using System.Net.NetworkInformation;
using System.Text.Json;

namespace Shop.Scorecard;

/// <summary>Plays the standard programme and the demos on one level after another.</summary>
internal sealed class Runner(Wishes wishes, Steps steps, Action<string> say, CancellationToken stop)
{
    private const string Mark = "scorecard: ";

    private static readonly int[] Ranges = [27_000, 28_000, 29_000, 30_000, 31_000];

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private TimeSpan Limit => TimeSpan.FromMinutes(wishes.Quick ? 6 : 15);

    public async Task<LevelRuns> RunAsync(LevelFolder level)
    {
        var clock = Stopwatch.StartNew();
        var rounds = new List<Round>();
        for (var number = 1; number <= wishes.Rounds; number++)
        {
            // Once more, because a busy machine may keep a level from opening.
            if ((await RoundAsync(level, number) ?? await RoundAsync(level, number)) is { } round)
            {
                rounds.Add(round);
            }
        }

        IReadOnlyList<DemoVerdict> verdicts = wishes.Quick ? [] : await DemosAsync(level, rounds);
        say($"{level.Key}  done in {clock.Elapsed.TotalSeconds:0} s");
        return new LevelRuns(level, rounds, verdicts);
    }

    private async Task<Round?> RoundAsync(LevelFolder level, int number)
    {
        // Quick figures must not pass for others when a run is resumed.
        var step = $"{level.Name}{(wishes.Quick ? "-quick" : "")}-{number}";
        if (steps.Find(step) is { } found)
        {
            say($"{level.Key}  round {number} was measured before");
            return JsonSerializer.Deserialize<Saved>(found, Web)!.ToRound();
        }

        var file = steps.Draft($"{step}.measure");
        List<string> arguments = ["scorecard", "--json", file, "--portbase", $"{PortBase()}"];
        var run = await HostRun.PlayAsync(
            level.Assembly(wishes.Repository),
            wishes.Quick ? [.. arguments, "--quick"] : arguments,
            Limit,
            line => Relay(level, line),
            stop);
        if (run.ExitCode != 0 || run.ReadySeconds is not { } ready || !File.Exists(file))
        {
            say($"{level.Key}  did not finish:\n{run.Complaint}");
            return null;
        }

        var saved = new Saved(ready, await File.ReadAllTextAsync(file));
        await File.WriteAllTextAsync(steps.Draft(step), JsonSerializer.Serialize(saved, Web));
        steps.Finish(step);
        return saved.ToRound();
    }

    private async Task<IReadOnlyList<DemoVerdict>> DemosAsync(LevelFolder level, List<Round> rounds)
    {
        var verdicts = new List<DemoVerdict>();
        foreach (var (name, claim) in rounds.FirstOrDefault()?.Measure.Demos ?? new Dictionary<string, string>())
        {
            verdicts.Add(new DemoVerdict(name, claim, await VerdictAsync(level, name)));
        }

        return verdicts;
    }

    private async Task<string> VerdictAsync(LevelFolder level, string name)
    {
        var step = $"{level.Name}-demo-{name}";
        if (steps.Find(step) is null)
        {
            List<string> arguments = ["demo", name, "--json", steps.Draft(step), "--portbase", $"{PortBase()}"];
            if (wishes.Write)
            {
                arguments.Add("--write");
            }

            await HostRun.PlayAsync(level.Assembly(wishes.Repository), arguments, Limit, _ => { }, stop);
            if (!File.Exists($"{steps.Path(step)}.draft"))
            {
                say($"{level.Key}  demo {name}: broke off");
                return "broke off";
            }

            steps.Finish(step);
        }

        using var report = JsonDocument.Parse(steps.Find(step)!);
        var verdict = report.RootElement.GetProperty("verdict").GetString()!;
        say($"{level.Key}  demo {name}: {verdict}");
        return verdict;
    }

    private void Relay(LevelFolder level, string line)
    {
        if (line.StartsWith(Mark, StringComparison.Ordinal))
        {
            say($"{level.Key}  {line[Mark.Length..]}");
        }
        else if (line.Contains(" is ready in ", StringComparison.Ordinal))
        {
            say($"{level.Key}  {line}");
        }
    }

    // A level that somebody looks at meanwhile keeps its ports.
    private int PortBase()
    {
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Select(listener => listener.Port / 1_000 * 1_000)
            .ToHashSet();
        return wishes.PortBase ?? Ranges.FirstOrDefault(range => !taken.Contains(range), Ranges[0]);
    }

    /// <summary>A finished round, as it is kept.</summary>
    private sealed record Saved(double ReadySeconds, string Measure)
    {
        public Round ToRound() => new(ReadySeconds, LevelMeasure.FromJson(Measure));
    }
}

/// <summary>One run of the standard programme.</summary>
internal sealed record Round(double ReadySeconds, LevelMeasure Measure);

/// <param name="Verdict">held, refuted or broke off.</param>
internal sealed record DemoVerdict(string Name, string Claim, string Verdict);

/// <summary>All that was measured of a level.</summary>
internal sealed record LevelRuns(
    LevelFolder Level,
    IReadOnlyList<Round> Rounds,
    IReadOnlyList<DemoVerdict> Verdicts);
