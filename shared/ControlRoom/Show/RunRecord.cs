using System.Text.Json.Nodes;

namespace Aspire.Hosting;

/// <summary>Keeps one run of a demo on the board while it grows.</summary>
internal sealed class RunRecord(Board board, Demo demo, TimeSpan start) : IProgress<TimelineEntry>
{
    private readonly Lock gate = new();
    private readonly List<TimelineEntry> timeline = [];

    public void Report(TimelineEntry value)
    {
        lock (gate)
        {
            timeline.Add(value);
            Put(new RunView(demo.Name, "playing", start.TotalSeconds, timeline));
        }
    }

    public void Tell(string status, JsonNode? report = null, string? message = null)
    {
        lock (gate)
        {
            Put(new RunView(demo.Name, status, start.TotalSeconds, timeline, report, message));
        }
    }

    private void Put(RunView run) => board.Put("run", demo.Name, run);
}
