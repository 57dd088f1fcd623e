using System.Text.Json;

namespace Aspire.Hosting;

/// <summary>
/// How far regions are from each other, as cloud providers measured it.
/// <c>azure</c> (the default) is Azure's published P95 of July 2026, <c>aws</c> is cloudping.co's
/// median of 2022, and <c>none</c> puts the whole world into one room.
/// </summary>
public sealed class LatencyTable
{
    private static readonly Dictionary<string, string> Tables = new()
    {
        ["azure"] = "azure_p95_ms_2026_07_30",
        ["aws"] = "aws_p50_1y_ms_2022_04_08",
    };

    private readonly JsonElement? rtt;
    private readonly JsonElement floor;

    /// <exception cref="DistributedApplicationException">There is no table of that name.</exception>
    public LatencyTable(string name = "azure")
    {
        using var file = typeof(LatencyTable).Assembly.GetManifestResourceStream("latency.json")!;
        var root = JsonDocument.Parse(file).RootElement;
        floor = root.GetProperty("fibre_rtt_floor_ms");
        rtt = name == "none" ? null
            : Tables.TryGetValue(name, out var table) ? root.GetProperty(table)
            : throw new DistributedApplicationException(
                $"There is no latency table '{name}': use --latency azure, aws or none.");
        Name = name;
    }

    public string Name { get; }

    /// <summary>
    /// What a shopper pays between the computer and the nearest data centre, in ms of round trip:
    /// a wired last mile. It is added to every link that starts at a shopper.
    /// </summary>
    public TimeSpan LastMile => rtt is null ? TimeSpan.Zero : TimeSpan.FromMilliseconds(4);

    /// <summary>The round trip between two regions; zero within one.</summary>
    public TimeSpan Rtt(Region from, Region to) => rtt is null ? TimeSpan.Zero : Look(rtt.Value, from, to);

    /// <summary>
    /// The round trip that light in glass needs along the great circle: no cable is this straight,
    /// and no money buys less.
    /// </summary>
    public TimeSpan FibreFloor(Region from, Region to) => Look(floor, from, to);

    private static TimeSpan Look(JsonElement table, Region from, Region to)
    {
        var cell = table.GetProperty(from.Name).GetProperty(to.Name);
        return from == to || cell.ValueKind == JsonValueKind.Null
            ? TimeSpan.Zero
            : TimeSpan.FromMilliseconds(cell.GetDouble());
    }
}
