using System.Diagnostics;

namespace Aspire.Hosting;

/// <summary>What happens during a demo, told as it happens.</summary>
internal sealed class Timeline(IProgress<TimelineEntry>? progress)
{
    private readonly List<TimelineEntry> entries = [];
    private readonly Stopwatch clock = Stopwatch.StartNew();

    public IReadOnlyList<TimelineEntry> InOrder
    {
        get
        {
            lock (entries)
                return [.. entries.OrderBy(entry => entry.Seconds)];
        }
    }

    /// <summary>Adds what has been so for a while.</summary>
    public void Note(string kind, string what, TimeSpan ago)
    {
        var entry = new TimelineEntry((clock.Elapsed - ago).TotalSeconds, kind, what);
        Add(entry);
        progress?.Report(entry);
    }

    /// <summary>Adds that somebody in a region was not served for a while, in seconds since the demo's start.</summary>
    public void AddDowntime(string region, double from, double to)
    {
        // A request that was on its way when the world broke began before, and is hurt by it.
        var broken = InOrder.FirstOrDefault(entry =>
            entry.Kind == "inject" && from < entry.Seconds && entry.Seconds < to);
        Add(new(broken?.Seconds ?? from, "feel", $"{region} is not fully served"));
        Add(new(to, "recover", $"{region} is served again"));
    }

    private void Add(TimelineEntry entry)
    {
        lock (entries)
            entries.Add(entry);
    }
}
