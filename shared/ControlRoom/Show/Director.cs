using System.Text.Json.Nodes;

namespace Aspire.Hosting;

/// <summary>Plays demos and resets the world for the page: one thing at a time.</summary>
internal sealed class Director(
    Board board,
    LogBook log,
    DemoRunner runner,
    Faults faults,
    Inspector inspector)
{
    private readonly Lock gate = new();
    private CancellationTokenSource stop = new();
    private Task playing = Task.CompletedTask;
    private Task resetting = Task.CompletedTask;
    private volatile bool isPlaying;

    /// <summary>
    /// Whether something runs that a fault by hand would falsify. No more when its end is known.
    /// </summary>
    public bool IsBusy => isPlaying || !resetting.IsCompleted;

    /// <summary>Starts a demo and returns at once.</summary>
    /// <returns>False, and nothing happens, while another demo or a reset runs.</returns>
    public bool TryPlay(Demo demo)
    {
        lock (gate)
        {
            if (IsBusy)
            {
                return false;
            }

            isPlaying = true;
            stop = new CancellationTokenSource();
            playing = PlayAsync(demo, stop.Token);
            return true;
        }
    }

    /// <summary>Breaks off the demo that plays; ends when it has put everything back.</summary>
    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await playing;
    }

    /// <summary>Brings the world back and checks that it is; pressed twice, it runs once.</summary>
    public Task ResetAsync()
    {
        lock (gate)
        {
            return resetting.IsCompleted ? resetting = RunResetAsync() : resetting;
        }
    }

    private async Task PlayAsync(Demo demo, CancellationToken cancellation)
    {
        var record = new RunRecord(board, demo, faults.Elapsed);
        // The narration belongs on the screen before anything breaks.
        await Task.Yield();
        record.Tell("playing");
        var (status, report, message) = await RunAsync(demo, record, cancellation);
        isPlaying = false;
        log.Add(status, message is null ? $"demo {demo.Name}" : $"demo {demo.Name}: {message}");
        record.Tell(status, report, message);
    }

    private async Task<(string Status, JsonNode? Report, string? Message)> RunAsync(
        Demo demo,
        RunRecord record,
        CancellationToken cancellation)
    {
        try
        {
            var report = await runner.RunAsync(demo, record, cancellation);
            return (report.Verdict, JsonNode.Parse(report.ToJson()), null);
        }
        catch (OperationCanceledException)
        {
            return ("stopped", null, null);
        }
        catch (Exception reason)
        {
            // The demo's own code may throw anything; the room sees one line.
            return ("broken", null, reason.Message);
        }
    }

    private async Task RunResetAsync()
    {
        await Task.Yield();
        await StopAsync();
        var from = faults.Elapsed;
        Put(new ResetView("restoring", from.TotalSeconds, 0, []));
        var (isProved, proof) = await inspector.RestoreAsync();
        var took = faults.Elapsed - from;
        var status = isProved ? "proved" : "failed";
        Put(new ResetView(status, from.TotalSeconds, took.TotalSeconds, proof));
        log.Add(status, string.Join("; ", proof));
    }

    private void Put(ResetView reset) => board.Put("reset", "reset", reset);
}
