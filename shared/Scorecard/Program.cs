using System.CommandLine;
using System.CommandLine.Invocation;
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
compare.Validators.Add(given =>
{
    if (given.GetValueOrDefault<string>() is { } file && !File.Exists(file))
    {
        given.AddError($"There is no {file}: --compare takes a scorecard.json that an earlier run has left.");
    }
});

var command = new RootCommand("Measures every level in the same way, and says what each bought and what it cost.")
{
    levels, quick, resume, write, compare, rounds, ports, scale, repository,
};
command.SetAction(async (line, stop) =>
{
    var wishes = new Wishes(
        Path.GetFullPath(line.GetValue(repository)!),
        line.GetValue(levels)?.Split(',', StringSplitOptions.TrimEntries) ?? [],
        line.GetValue(quick),
        line.GetValue(resume),
        line.GetValue(write),
        line.GetValue(rounds) ?? (line.GetValue(quick) ? 1 : 3),
        line.GetValue(ports),
        line.GetValue(scale) ?? 100e6,
        line.GetValue(compare));
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

var parsed = command.Parse(args);
if (parsed.Action is ParseErrorAction mistake)
{
    mistake.ShowHelp = false; // It would push the one line out of sight that says what is wrong.
}

// Time for a level to end its processes.
return await parsed.InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
