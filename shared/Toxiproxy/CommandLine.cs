using System.Globalization;

namespace Toxiproxy;

/// <summary>The flags, with one or two dashes, as "-port 1" or "-port=1".</summary>
internal sealed record CommandLine
{
    public const string Usage =
        """
        Usage: Toxiproxy [flags]
          -host string       where the admin API listens (default localhost)
          -port int          its port, 0 for a free one (default 8474)
          -config file       JSON array of proxies to start with
          -seed int          makes chance repeatable
          -proxy-metrics     count bytes and connections at /metrics
          -runtime-metrics   report memory and threads at /metrics
          -version           print the version and exit
        """;

    public string Host { get; private init; } = "localhost";

    public int Port { get; private init; } = 8474;

    public string? Config { get; private init; }

    public int? Seed { get; private init; }

    public bool ProxyMetrics { get; private init; }

    public bool RuntimeMetrics { get; private init; }

    public bool Version { get; private init; }

    /// <summary>Returns the complaint about the first wrong argument, or null.</summary>
    public static string? TryParse(IReadOnlyList<string> arguments, out CommandLine options)
    {
        options = new CommandLine();
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out var argument))
        {
            var parts = argument.Split('=', 2);
            var name = "-" + parts[0].TrimStart('-');
            var value = parts.Length == 2 ? parts[1] : null;
            if (options.WithSwitch(name, value) is { } switched)
            {
                options = switched;
                continue;
            }

            if (!IsKnown(name))
            {
                return $"flag provided but not defined: {argument}";
            }

            value ??= rest.TryDequeue(out var next) ? next : null;
            if (options.WithValue(name, value) is not { } changed)
            {
                return $"invalid value \"{value}\" for flag {name}";
            }

            options = changed;
        }

        return null;
    }

    private static bool IsKnown(string name) => name is "-host" or "-port" or "-config" or "-seed";

    private CommandLine? WithSwitch(string name, string? value)
    {
        var on = value is null or "true" or "1";
        return name switch
        {
            "-proxy-metrics" => this with { ProxyMetrics = on },
            "-runtime-metrics" => this with { RuntimeMetrics = on },
            "-version" => this with { Version = on },
            _ => null,
        };
    }

    private CommandLine? WithValue(string name, string? value) => name switch
    {
        "-host" when !string.IsNullOrEmpty(value) => this with { Host = value },
        "-port" when ushort.TryParse(value, CultureInfo.InvariantCulture, out var port) =>
            this with { Port = port },
        "-config" when !string.IsNullOrEmpty(value) => this with { Config = value },
        "-seed" when long.TryParse(value, CultureInfo.InvariantCulture, out var seed) =>
            this with { Seed = unchecked((int)seed) },
        _ => null,
    };
}
