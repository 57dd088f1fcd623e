namespace Aspire.Hosting.Execution;

/// <summary>
/// The terminal: failures always, the output of the resources only on request
/// (<see cref="DistributedApplicationOptions.EnableResourceLogging"/>, or the configuration key
/// <c>ResourceLogging</c>).
/// </summary>
internal sealed class HostConsole
{
    private const int LinesWithFailure = 12;
    private static readonly int[] Colours = [36, 33, 32, 35, 34, 96, 93, 92, 95, 94];

    private readonly ResourceLoggerService _loggers;
    private readonly Dictionary<string, int> _colours = new(StringComparer.OrdinalIgnoreCase);
    private readonly int _width;
    private readonly Lock _gate = new();

    public HostConsole(
        DistributedApplicationOptions options,
        IConfiguration configuration,
        DistributedApplicationModel model,
        ResourceLoggerService loggers)
    {
        _loggers = loggers;
        IsLoud = options.EnableResourceLogging || configuration.GetValue<bool>("ResourceLogging");
        foreach (var resource in model.Resources)
        {
            _colours[resource.Name] = Colours[_colours.Count % Colours.Length];
            _width = Math.Max(_width, resource.Name.Length);
        }

        if (IsLoud)
        {
            loggers.OnLine = Print;
        }
    }

    private bool IsLoud { get; }

    /// <summary>Why a resource failed, what it said last, and what to do about it.</summary>
    internal void Failed(IResource resource, string reason, LaunchSpec? spec)
    {
        var lines = IsLoud ? [] : _loggers.LastLines(resource.Name).TakeLast(LinesWithFailure);
        lock (_gate)
        {
            Console.Error.WriteLine($"{resource.Name} {reason}");
            foreach (var line in lines)
            {
                Console.Error.WriteLine($"  | {line.Content}");
            }

            if (spec is not null)
            {
                Console.Error.WriteLine(
                    "  To see more, set ResourceLogging=true. "
                    + $"It runs in {spec.WorkingDirectory}: {spec}");
            }
        }
    }

    internal void Say(string line)
    {
        lock (_gate)
        {
            Console.Error.WriteLine(line);
        }
    }

    private void Print(string resource, LogLine line)
    {
        var prefix = resource.PadRight(_width);
        var colour = _colours.GetValueOrDefault(resource, Colours[0]);
        lock (_gate)
        {
            Console.WriteLine(Console.IsOutputRedirected
                ? $"{prefix} | {line.Content}"
                : $"\e[{colour}m{prefix} |\e[0m {line.Content}");
        }
    }
}
