using System.Text.Json;

namespace Shop.Replication;

/// <summary>
/// Knows who takes writes. It asks the agents of all regions, each of which answers as soon as
/// there is news: whichever still has a way to this one tells it.
/// </summary>
internal sealed class Leadership(Nodes nodes, IConfiguration configuration) : BackgroundService
{
    private readonly string[] agents =
        [.. configuration.GetSection("services").GetChildren()
            .Where(service => service.Key.StartsWith("failover-"))
            .Select(agent => agent["http:0"]!)];

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Lock gate = new();
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(25), // An agent answers after 20, news or not.
    };
    private CancellationTokenSource reign = new();
    private TaskCompletionSource news = New();

    /// <summary>Null until somebody has told.</summary>
    public Leader? Current
    {
        get => agents is [] ? field ??= new(0, nodes.Local, default) : field;
        private set;
    }

    /// <summary>Waits for a leader of a later epoch than a given one.</summary>
    /// <returns>Who leads when it is known or time is up: a new one, the old one, nobody.</returns>
    public async Task<Leader?> AfterAsync(int epoch, TimeSpan limit, CancellationToken stop = default)
    {
        Task change;
        lock (gate)
        {
            if (Current?.Epoch > epoch)
                return Current;
            change = news.Task;
        }

        await Task.WhenAny(change, Task.Delay(limit, stop));
        return Current;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(agents.Select(agent => WatchAsync(agent, stoppingToken)));

    private async Task WatchAsync(string agent, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var after = Current?.Epoch ?? 0;
                var known = await http.GetFromJsonAsync<Known>($"{agent}/leader?after={after}", stop);
                Hear(known!);
            }
            catch (Exception away)
                when (away is HttpRequestException or OperationCanceledException or JsonException)
            {
                // It is dead, or the way to it is. Its siblings tell the same.
                await Task.Delay(Pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Hear(Known known)
    {
        lock (gate)
        {
            if (known.Node is null || known.Epoch <= (Current?.Epoch ?? 0))
                return;
            var (ended, told) = (reign, news);
            (reign, news) = (new(), New());
            Current = new(known.Epoch, nodes.Named(known.Node), reign.Token);
            told.SetResult();
            // Whoever still waits for the old one's answer has waited long enough.
            _ = ended.CancelAsync();
        }
    }

    private static TaskCompletionSource New() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed record Known(int Epoch, string? Node);
}
