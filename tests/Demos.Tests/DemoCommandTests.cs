namespace Demos.Tests;

public sealed class DemoCommandTests
{
    private static readonly IReadOnlyList<Demo> Two =
    [
        Named("outage", "One crash is everybody's outage."),
        Named("distance", "Every request pays the distance."),
    ];

    [Fact]
    public void Without_the_word_demo_the_level_just_runs() =>
        Assert.Equal(new DemoCommand(), DemoCommand.Parse(["level.dll", "--latency", "aws"], Two));

    [Fact]
    public void The_word_alone_lists_every_demo_with_its_claim()
    {
        var command = DemoCommand.Parse(["level.dll", "demo"], Two);

        Assert.Equal(0, command.ExitCode);
        Assert.Contains("outage    One crash is everybody's outage.", command.Answer);
        Assert.Contains("distance  Every request pays the distance.", command.Answer);
    }

    [Fact]
    public void A_name_chooses_a_demo_and_a_file_for_its_report()
    {
        var command = DemoCommand.Parse(["level.dll", "demo", "outage", "--json", "out.json"], Two);

        Assert.Equal("outage", command.Demo?.Name);
        Assert.Equal("out.json", command.JsonFile);
        Assert.Null(command.Answer);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_those_that_exist()
    {
        var command = DemoCommand.Parse(["level.dll", "demo", "outrage"], Two);

        Assert.Equal(2, command.ExitCode);
        Assert.Contains("no demo 'outrage'", command.Answer);
        Assert.Contains("outage", command.Answer);
    }

    private static Demo Named(string name, string claim) => new(name, claim)
    {
        RestsOn = "faults",
        Say = new Narration("", "", ""),
        Play = _ => Task.CompletedTask,
    };
}
