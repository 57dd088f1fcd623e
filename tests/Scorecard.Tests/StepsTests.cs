namespace ScorecardTests;

public sealed class StepsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("steps").FullName;

    [Fact]
    public void A_finished_step_is_found_again()
    {
        File.WriteAllText(new Steps(folder).Draft("one"), "{}");
        new Steps(folder).Finish("one");

        Assert.Equal("{}", new Steps(folder).Find("one"));
    }

    [Fact]
    public void A_step_that_was_broken_off_does_not_count()
    {
        File.WriteAllText(new Steps(folder).Draft("one"), "half of");

        Assert.Null(new Steps(folder).Find("one"));
    }

    [Theory]
    [InlineData("level1-sample-quick-1", true)]
    [InlineData("level1-sample-1", false)]
    public async Task A_level_that_was_measured_before_in_the_same_way_is_not_started_again(string step, bool isFound)
    {
        var steps = new Steps(folder);
        var saved = new { ReadySeconds = 4.5, Measure = Sample.Measure(233).ToJson() };
        await File.WriteAllTextAsync(steps.Draft(step), System.Text.Json.JsonSerializer.Serialize(saved, System.Text.Json.JsonSerializerOptions.Web));
        steps.Finish(step);
        var wishes = new Wishes(folder, [], Quick: true, Resume: true, Write: false, Rounds: 1, PortBase: null, RequestsPerMonth: 1e6);

        var runs = await new Runner(wishes, steps, _ => { }, default).RunAsync(new LevelFolder("1", $"{folder}/level1-sample"));

        Assert.Equal(isFound ? [4.5] : [], runs.Rounds.Select(round => round.ReadySeconds));
        Assert.All(runs.Rounds, round => Assert.Equal(233, round.Measure.Regions["ap-southeast-1"].Reads.P50Ms));
    }

    [Fact]
    public async Task A_level_that_does_not_start_is_left_out_and_said()
    {
        var said = new List<string>();
        var wishes = new Wishes(folder, [], Quick: true, Resume: false, Write: false, Rounds: 1, PortBase: null, RequestsPerMonth: 1e6);

        var runs = await new Runner(wishes, new Steps(folder), said.Add, default).RunAsync(new LevelFolder("1", $"{folder}/level1-sample"));

        Assert.Empty(runs.Rounds);
        Assert.Contains(said, line => line.Contains("did not finish"));
    }

    [Fact]
    public async Task Who_stops_it_sees_no_second_try()
    {
        var said = new List<string>();
        var wishes = new Wishes(folder, [], Quick: true, Resume: false, Write: false, Rounds: 1, PortBase: null, RequestsPerMonth: 1e6);
        var runner = new Runner(wishes, new Steps(folder), said.Add, new CancellationToken(canceled: true));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => runner.RunAsync(new LevelFolder("1", $"{folder}/level1-sample")));

        Assert.Empty(said);
    }

    [Fact]
    public void Levels_are_found_in_order_with_the_bonus_last()
    {
        foreach (var name in new[] { "bonus-p2p", "level2-b", "level1-a", "shared", "level3-empty" })
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
        }

        foreach (var name in new[] { "bonus-p2p", "level2-b", "level1-a", "shared" })
        {
            File.WriteAllText(Path.Combine(folder, name, "AppHost.csproj"), "");
        }

        Assert.Equal(["1", "2", "bonus"], LevelFolder.In(folder).Select(level => level.Key));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
