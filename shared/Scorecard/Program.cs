using System.CommandLine;
using Shop.Scorecard;

var levels = new Option<string>("--levels") { Description = "Only these, for example 1,2,bonus." };
var quick = new Option<bool>("--quick") { Description = "Short phases, one round, no demos." };
var resume = new Option<bool>("--resume") { Description = "Keep what an earlier run has finished." };
var write = new Option<bool>("--write") { Description = "Put the figures into the READMEs, too." };
var compare = new Option<string>("--compare") { Description = "An earlier scorecard.json: does it say the same?" };
var rounds = new Option<int?>("--rounds") { Description = "Of each level; 3, or 1 with --quick." };
var ports = new Option<int?>("--portbase") { Description = "The first of a thousand ports." };
var scale = new Option<double?>("--requests") { Description = "A month, for the bills; 100 million." };
var repository = new Option<string>("--repository") { DefaultValueFactory = _ => Environment.CurrentDirectory };

var command = new RootCommand("Measures every level in the same way, and says what each bought and what it cost.")
{
    levels, quick, resume, write, compare, rounds, ports, scale, repository,
};
command.SetAction(async (parsed, stop) =>
{
    var wishes = new Wishes(
        Path.GetFullPath(parsed.GetValue(repository)!),
        parsed.GetValue(levels)?.Split(',', StringSplitOptions.TrimEntries) ?? [],
        parsed.GetValue(quick),
        parsed.GetValue(resume),
        parsed.GetValue(write),
        parsed.GetValue(rounds) ?? (parsed.GetValue(quick) ? 1 : 3),
        parsed.GetValue(ports),
        parsed.GetValue(scale) ?? 100e6,
        parsed.GetValue(compare));
    try
    {
        return await Scoring.RunAsync(wishes, stop);
    }
    catch (OperationCanceledException) when (stop.IsCancellationRequested)
    {
        Console.WriteLine("Stopped. With --resume it goes on after the last round that was finished.");
        return 130;
    }
});

// Time for a level to end its processes.
return await command.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
