namespace Shop;

/// <summary>
/// Brings a release to one region after the other. In each, green gets it first and a share of the
/// customers tries it; if the balancer finds it bad, green goes back and the other regions never
/// see it.
/// </summary>
/// <param name="note">Told of each step: its kind in one word, and a sentence.</param>
internal sealed class Rollout(
    IServiceProvider services,
    Faults faults,
    Action<string, string> note,
    CancellationToken cancellation)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    /// <summary>Per cent of a region's customers that try it, one after another.</summary>
    public int[] Steps { get; init; } = [10, 50];

    /// <summary>How long each step lasts at least.</summary>
    public double StepSeconds { get; init; } = 4;

    /// <returns>The region that refused it, or null if all regions have it now.</returns>
    public async Task<Region?> RunAsync(string release, IReadOnlyList<Region> regions)
    {
        foreach (var region in regions)
        {
            note("deploy", $"{release} to green in {region}");
            if (!await ReleaseAsync(release, region))
            {
                note("stop", $"{region} refused {release}; nobody after it gets it");
                return region;
            }
        }

        return null;
    }

    private async Task<bool> ReleaseAsync(string release, Region region)
    {
        using var balancer = await Controls.ConnectAsync(services, region);
        var green = Controls.Backend(services, region, "green");
        var before = green.Release()!.Current;
        try
        {
            await balancer.ShareAsync(blue: 1, green: 0);
            await DeployAsync(balancer, green, "green", release);
            var isGood = await TryAsync(balancer);
            if (isGood)
                await DeployAsync(balancer, Controls.Backend(services, region, "blue"), "blue", release);
            else
                await DeployAsync(balancer, green, "green", before);
            return isGood;
        }
        finally
        {
            await balancer.ShareAsync(blue: 1, green: 1);
        }
    }

    private async Task<bool> TryAsync(Control balancer)
    {
        await balancer.TryAsync("green", Steps, StepSeconds);
        for (var seen = 0; ;)
        {
            var trial = await balancer.TrialAsync();
            foreach (var happened in trial.Events.Skip(seen))
                note(happened.Kind, happened.What);
            seen = trial.Events.Length;
            if (trial.State != "running")
                return trial.State == "promoted";
            await Task.Delay(Glance, cancellation);
        }
    }

    private async Task DeployAsync(Control balancer, IResource backend, string slot, string release)
    {
        await faults.DeployAsync(backend.Name, release);
        await SmokeAsync(backend);
        for (var good = 0; good < 10; good = await balancer.IsInAsync("backend", slot) ? good + 1 : 0)
            await Task.Delay(Glance, cancellation);
    }

    // The first answers of a process are slow, and a customer who waited for one would have been
    // sent to the other backend.
    private async Task SmokeAsync(IResource backend)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new($"http://127.0.0.1:{backend.Place()!.Port}/api/"),
        };
        for (var product = 1; product <= 40; product++)
            (await http.GetAsync($"products/{product}", cancellation)).Dispose();
    }
}
