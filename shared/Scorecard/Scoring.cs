using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Shop.Scorecard;

/// <summary>From wishes to pages.</summary>
internal static class Scoring
{
    internal static readonly JsonSerializerOptions Snake = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <returns>0 if every level could be measured.</returns>
    /// <exception cref="OperationCanceledException">It was stopped; what it had finished is kept.</exception>
    public static async Task<int> RunAsync(Wishes wishes, CancellationToken stop)
    {
        // Read before it may be written over.
        var earlier = wishes.Compare is { } file
            ? JsonSerializer.Deserialize<Card>(await File.ReadAllTextAsync(file), Snake)
            : null;
        if (earlier is not null && earlier.Quick != wishes.Quick)
        {
            Console.Error.WriteLine(
                $"{wishes.Compare} is of the {(earlier.Quick ? "quick" : "full")} programme: its faults last "
                + $"{(earlier.Quick ? "shorter" : "longer")}. Compare {(earlier.Quick ? "with" : "without")} --quick.");
            return 1;
        }

        var clock = Stopwatch.StartNew();
        var all = LevelFolder.In(wishes.Repository);
        var chosen = all.Where(level => wishes.Levels.Count == 0 || wishes.Levels.Contains(level.Key)).ToList();
        var steps = new Steps(Path.Combine(wishes.Output, "steps"));
        if (!wishes.Resume)
        {
            steps.Clear();
        }

        void Say(string line) => Console.WriteLine($"{clock.Elapsed:mm\\:ss}  {line}");
        var runner = new Runner(wishes, steps, Say, stop);
        var runs = new List<LevelRuns>();
        foreach (var level in chosen)
        {
            runs.Add(await runner.RunAsync(level));
        }

        if (runs.All(run => run.Rounds.Count == 0))
        {
            Console.Error.WriteLine("No level could be measured.");
            return 1;
        }

        var card = Describe(wishes, runs, all);
        await WriteAsync(wishes, card);
        Say($"wrote {Path.Combine(wishes.Repository, "artifacts", "scorecard.html")}");
        if (wishes.Write && Readmes.Write(wishes.Repository, card, [.. all.Select(level => level.Name)]) is [_, ..] left)
        {
            Say($"not written, as levels are missing here: {string.Join(", ", left)}");
        }

        var agrees = earlier is null || Compare(earlier, card, Say);
        return agrees && runs.TrueForAll(run => run.Rounds.Count == wishes.Rounds) ? 0 : 1;
    }

    private static bool Compare(Card earlier, Card card, Action<string> say)
    {
        var differences = Agreement.Differences(earlier, card);
        var compared = Agreement.Compared(earlier, card);
        say($"{compared} figures compared, {differences.Count} differ by more than stated");
        foreach (var line in differences)
        {
            say($"  {line}");
        }

        return compared > 0 && differences.Count == 0;
    }

    private static Card Describe(Wishes wishes, List<LevelRuns> runs, IReadOnlyList<LevelFolder> all)
    {
        var prices = Prices.Load();
        var assume = new Assumptions();
        var finished = runs.Where(run => run.Rounds.Count > 0).ToList();
        return new Card(
            // Kept steps may be older than this run.
            finished.SelectMany(run => run.Rounds).Min(round => round.Measure.Date),
            Machine.Describe(),
            wishes.Quick,
            finished.Min(run => run.Rounds.Count),
            wishes.RequestsPerMonth,
            prices.Source,
            assume,
            new Aggregate(prices, assume, wishes.RequestsPerMonth).Of(runs, all));
    }

    private static async Task WriteAsync(Wishes wishes, Card card)
    {
        var file = Path.Combine(wishes.Repository, "artifacts", "scorecard");
        await File.WriteAllTextAsync($"{file}.html", HtmlPage.Of(card));
        await File.WriteAllTextAsync($"{file}.md", MarkdownPage.Of(card));
        await File.WriteAllTextAsync($"{file}.json", JsonSerializer.Serialize(card, Snake));
    }
}
