namespace ControlRoom.Tests;

internal static class TestDemos
{
    public static readonly IReadOnlyList<Demo> All =
    [
        Of("true", "One is one.", stage => stage.PhaseAsync("steady", 0.2, () =>
        {
            stage.Note("note", "found out later", ago: TimeSpan.FromSeconds(10));
            stage.Expect("one", 1, "", 1, 1);
            return Task.CompletedTask;
        })),
        Of("false", "One is two.", stage =>
        {
            stage.Expect("one", 1, "", 2, 2);
            return Task.CompletedTask;
        }),
        Of("broken", "It throws.", _ => throw new InvalidOperationException("a screw is loose")),
        Of("endless", "It takes an hour.", async stage =>
        {
            await stage.Faults.SlowAsync(stage.World.Wan.Links[0], TimeSpan.FromMilliseconds(50));
            await stage.PhaseAsync("waiting", 3600);
        }),
    ];

    private static Demo Of(string name, string claim, Func<Stage, Task> play) => new(name, claim)
    {
        Say = new("before", "during", "after"),
        Play = play,
        RestsOn = "faults",
    };
}
