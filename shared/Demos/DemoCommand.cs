namespace Aspire.Hosting;

/// <summary>What the command line wants of the demos.</summary>
/// <param name="Demo">The one to play, or null to just run the level.</param>
/// <param name="JsonFile">Where to save the report, or null.</param>
/// <param name="Answer">What to print instead of starting anything, or null.</param>
/// <param name="ExitCode">With which to end after <paramref name="Answer"/>.</param>
/// <param name="Write">Whether to put what the demo compares into the level's README.</param>
/// <param name="Standard">How long to play the standard programme, or null not to.</param>
internal sealed record DemoCommand(
    Demo? Demo = null,
    string? JsonFile = null,
    string? Answer = null,
    int ExitCode = 0,
    bool Write = false,
    StandardLength? Standard = null)
{
    public static DemoCommand Parse(string[] arguments, IReadOnlyList<Demo> demos)
    {
        if (arguments.Contains("scorecard"))
        {
            var length = arguments.Contains("--quick") ? StandardLength.Quick : StandardLength.Full;
            return new DemoCommand(Standard: length, JsonFile: After(arguments, "--json"));
        }

        var at = Array.IndexOf(arguments, "demo");
        if (at < 0)
        {
            return new DemoCommand();
        }

        var name = arguments.ElementAtOrDefault(at + 1);
        if (name is null || name.StartsWith('-'))
        {
            return new DemoCommand(Answer: List(demos));
        }

        var demo = demos.FirstOrDefault(demo => demo.Name == name);
        return demo is null
            ? new DemoCommand(Answer: $"There is no demo '{name}'. There are:\n{List(demos)}", ExitCode: 2)
            : new DemoCommand(
                demo, JsonFile: After(arguments, "--json"), Write: arguments.Contains("--write"));
    }

    private static string List(IReadOnlyList<Demo> demos)
    {
        var width = demos.Max(demo => demo.Name.Length);
        return string.Join('\n', demos.Select(demo => $"  {demo.Name.PadRight(width)}  {demo.Claim}"));
    }

    private static string? After(string[] arguments, string option)
    {
        var at = Array.IndexOf(arguments, option);
        return at < 0 ? null : arguments.ElementAtOrDefault(at + 1);
    }
}
