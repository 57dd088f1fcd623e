using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>
/// Keeps every run of a demo on the board while it grows, whether the page started it, another
/// window, or the command line.
/// </summary>
internal sealed class Reporter(Board board, LogBook log, Faults faults, DemoRunner runner)
    : IHostedService
{
    private readonly Lock gate = new();
    private readonly List<TimelineEntry> timeline = [];
    private Demo? demo;
    private TimeSpan start;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        runner.Began += Begin;
        runner.Noted += Note;
        runner.Ended += End;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Begin(Demo began)
    {
        lock (gate)
        {
            demo = began;
            start = faults.Elapsed;
            timeline.Clear();
            log.Record($"demos/{began.Name}");
            // The narration belongs on the screen before anything breaks.
            Put("playing");
        }
    }

    private void Note(TimelineEntry entry)
    {
        lock (gate)
        {
            timeline.Add(entry);
            Put("playing");
        }
    }

    private void End(DemoReport? report, Exception? reason)
    {
        var stopped = reason is OperationCanceledException;
        var status = report?.Verdict ?? (stopped ? "stopped" : "broken");
        var message = stopped ? null : reason?.Message;
        lock (gate)
        {
            var what = message is null ? "" : $": {message}";
            log.Add(status, $"demo {demo!.Name}{what}");
            Put(status, report is null ? null : JsonNode.Parse(report.ToJson()), message);
        }
    }

    // The timeline is written at once, so that it may go on growing.
    private void Put(string status, JsonNode? report = null, string? message = null) =>
        board.Put(
            "run",
            demo!.Name,
            new RunView(demo.Name, status, start.TotalSeconds, timeline, report, message));
}
