namespace Aspire.Hosting;

/// <summary>Plays demos and resets the world for the page: one thing at a time.</summary>
internal sealed class Director
{
    private readonly Lock gate = new();
    private readonly Board board;
    private readonly LogBook log;
    private readonly DemoRunner runner;
    private readonly Faults faults;
    private readonly Inspector inspector;
    private CancellationTokenSource stop = new();
    private Task playing = Task.CompletedTask;
    private Task resetting = Task.CompletedTask;
    // A demo that was asked for and didn't begin yet.
    private object? call;

    public Director(
        Board board,
        LogBook log,
        DemoRunner runner,
        Faults faults,
        Inspector inspector)
    {
        this.board = board;
        this.log = log;
        this.runner = runner;
        this.faults = faults;
        this.inspector = inspector;
        runner.Began += _ => call = null;
    }

    /// <summary>
    /// Whether something runs that a fault by hand would falsify. No more when its end is known.
    /// </summary>
    public bool IsBusy =>
        Volatile.Read(ref call) is not null || runner.IsPlaying || !resetting.IsCompleted;

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

            call = new();
            stop = new CancellationTokenSource();
            playing = PlayAsync(demo, call, stop.Token);
            return true;
        }
    }

    /// <summary>Ends with the demo and with the reset that were started last.</summary>
    public Task Playing => Task.WhenAll(playing, resetting);

    /// <summary>Breaks off the demo that plays; ends when it has put everything back.</summary>
    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await runner.StopAsync();
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

    private async Task PlayAsync(Demo demo, object mine, CancellationToken cancellation)
    {
        await Task.Yield();
        try
        {
            await runner.RunAsync(demo, progress: null, cancellation);
        }
        catch (Exception)
        {
            // The demo's own code may throw anything; the board says what.
        }

        await ChooseAgainAsync();
        Interlocked.CompareExchange(ref call, null, mine);
    }

    private async Task ChooseAgainAsync()
    {
        try
        {
            await inspector.ChooseAgainAsync();
        }
        catch (Exception reason)
        {
            // A level's own code may throw anything: whoever chose must read that it holds no more.
            log.Add("failed", reason.Message);
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
