namespace Shop;

/// <summary>
/// Brings a release of one service to one region after the other. Meanwhile the region's customers
/// are served by the next nearest instance. If the release answers with errors before anybody is
/// sent to it, it goes back, and the other regions never see it.
/// </summary>
/// <param name="note">Told of each step.</param>
internal sealed class Rollout(
    IServiceProvider services,
    Faults faults,
    Action<string> note,
    CancellationToken cancellation)
{
    // A gateway believes a fresh instance after two good probes.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1.5);

    /// <returns>The region that refused it, or null if all regions have it now.</returns>
    public async Task<Region?> RunAsync(string name, string release, IReadOnlyList<Region> regions)
    {
        foreach (var region in regions)
        {
            var instance = Controls.Service(services, name, region);
            var before = instance.Release()!.Current;
            note($"{release} of {name} to {region}");
            await faults.DeployAsync(instance.Name, release);
            if (await FailsAsync(instance))
            {
                note($"{release} of {name} makes mistakes: {region} goes back to {before}");
                await faults.DeployAsync(instance.Name, before);
                return region;
            }

            await Task.Delay(Settling, cancellation);
        }

        return null;
    }

    // It also warms it up: the first answers of a process are slow.
    private async Task<bool> FailsAsync(ProjectResource instance)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new($"http://127.0.0.1:{instance.Place()!.Port}/api/"),
        };
        var failed = 0;
        for (var product = 1; product <= 40; product++)
        {
            using var answer = await http.GetAsync($"products/{product}", cancellation);
            failed += (int)answer.StatusCode >= 500 ? 1 : 0;
        }

        return failed > 0;
    }
}
