namespace Aspire.Hosting;

/// <summary>Does again what a saved log says, at the same distances in time.</summary>
internal sealed class Replayer(
    Director director,
    Board board,
    LogBook log,
    Faults faults,
    TimeProvider? time = null)
{
    private readonly TimeProvider clock = time ?? TimeProvider.System;
    private readonly Lock gate = new();
    private CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;

    public bool IsRunning => !running.IsCompleted;

    /// <summary>Starts a replay and returns at once.</summary>
    /// <returns>False, and nothing happens, while another one runs.</returns>
    public bool TryStart(Recording recording, Fleet fleet)
    {
        lock (gate)
        {
            if (IsRunning)
            {
                return false;
            }

            stop = new CancellationTokenSource();
            running = RunAsync(recording, fleet, stop.Token);
            return true;
        }
    }

    /// <summary>Does no more of it; what was begun is done to its end.</summary>
    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await running;
    }

    private async Task RunAsync(Recording recording, Fleet fleet, CancellationToken cancellation)
    {
        await Task.Yield();
        var (start, at) = (clock.GetTimestamp(), faults.Elapsed.TotalSeconds);
        var steps = recording.Steps;
        var done = 0;
        void Tell(string status) => board.Put(
            "replay", "replay", new ReplayView(status, at, done, steps.Count, recording.Seed));

        log.Add("replay", $"{steps.Count} orders of {recording.Level}, seed {recording.Seed}");
        fleet.Restart(recording.Seed);
        var begun = new List<Task>();
        try
        {
            foreach (var step in steps)
            {
                Tell("playing");
                var due = step.At - steps[0].At - clock.GetElapsedTime(start);
                await Task.Delay(due > TimeSpan.Zero ? due : TimeSpan.Zero, clock, cancellation);
                begun.Add(await BeginAsync(step, cancellation));
                done++;
            }

            await Task.WhenAll(begun).WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            // Stopped: the log and the board say so.
        }

        var status = cancellation.IsCancellationRequested ? "stopped" : "done";
        Tell(status);
        log.Add("replay", $"{status}, {done} of {steps.Count} orders");
    }

    // An order by hand would have been refused while a demo played: here it waits.
    private async Task<Task> BeginAsync(Step step, CancellationToken cancellation)
    {
        if (!step.Deed.Interrupts)
        {
            await director.Playing.WaitAsync(cancellation);
        }

        return step.Deed.Demo is { } demo ? PlayAsync(demo) : DoAsync(step);
    }

    private Task PlayAsync(Demo demo)
    {
        if (!director.TryPlay(demo))
        {
            log.Add("failed", $"{demo.Name}: something else runs");
        }

        return director.Playing;
    }

    private async Task DoAsync(Step step)
    {
        log.Record(step.Order);
        try
        {
            await step.Deed.Act!();
        }
        catch (Exception reason)
        {
            // As by hand: what is not running cannot be killed, and that is no reason to stop.
            log.Add("failed", $"{step.Order}: {reason.Message}");
        }
    }
}
