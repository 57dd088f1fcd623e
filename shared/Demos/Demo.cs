namespace Aspire.Hosting;

/// <summary>
/// A claim that runs. The control room's button, the command line and the tests all run this same
/// object, so that the story cannot drift from the code.
/// </summary>
/// <param name="Name">What is typed after <c>demo</c>; lower case, with dashes.</param>
/// <param name="Claim">What it shows, as one sentence that can be true or false.</param>
public sealed record Demo(string Name, string Claim)
{
    /// <summary>What to say to the room.</summary>
    public required Narration Say { get; init; }

    /// <summary>Breaks the world, watches the shoppers, and states what must be seen.</summary>
    public required Func<Stage, Task> Play { get; init; }

    /// <summary>
    /// The mechanism that the claim rests on: run with <c>--without</c> it, the claim must be
    /// refuted.
    /// </summary>
    public required string RestsOn { get; init; }

    /// <summary>What shoppers do meanwhile, operations per second in each region.</summary>
    public Workload Workload { get; init; } = new() { Rate = 20 };
}

/// <summary>What a presenter says before, during and after a demo.</summary>
public sealed record Narration(string Before, string During, string After);
