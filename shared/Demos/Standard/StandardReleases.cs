namespace Aspire.Hosting;

/// <summary>A release, good and bad, in the way that each level can do it best.</summary>
internal static class StandardReleases
{
    private const string Good = "v2";
    private const string Bad = "v3";

    // As long as a balancer may need to trust a fresh backend.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // So many processes get it when time is short: a site of level 2, and a part of level 5's.
    private const int Few = 2;

    /// <summary>All backends, one of each region at a time; or some of the first region's.</summary>
    public static Task<Aim> GoodAsync(Scene scene)
    {
        var all = scene.Parts.Backends.Where(one => one.Release() is not null).ToList();
        var home = scene.Shop.World.Regions[0];
        var backends = scene.Length.IsEverywhere
            ? all
            : [.. all.Where(one => one.Place()!.Region == home).Take(Few)];
        return Task.FromResult(backends.Count == 0
            ? Aim.None("nothing that has releases")
            : Aim.At($"{Good} to {backends.Count} of {all.Count} backends", () => RollAsync(scene, backends)) with
            {
                StaysUp = true,
            });
    }

    /// <summary>
    /// One backend, tried by the balancer beside it where that can judge releases (it has the command
    /// <c>canary</c>), else met by whoever is sent there.
    /// </summary>
    public static Task<Aim> BadAsync(Scene scene)
    {
        var candidates = scene.Parts.Backends.Where(one => one.Release() is not null).ToList();
        if ((candidates.Find(one => one.Name.Contains("green")) ?? candidates.FirstOrDefault()) is not { } green)
        {
            return Task.FromResult(Aim.None("nothing that has releases"));
        }

        var target = $"{Bad} to {green.Name}";
        var judge = scene.Parts.Of("balancer").FirstOrDefault(one =>
            one.Place()!.Region == green.Place()!.Region && Scene.Has(one, "canary"));
        return Task.FromResult(judge is null
            ? Aim.At(target, () => MeetAsync(scene, green))
            : Aim.At(target, () => scene.CommandAsync(judge, "canary")) with
            {
                PrepareAsync = () => PrepareAsync(scene, judge, green),
                MendAsync = () => scene.CommandAsync(judge, "share-even"),
            });
    }

    private static async Task MeetAsync(Scene scene, IResource green)
    {
        await DeployBadAsync(scene, green);
        await Task.Delay(TimeSpan.FromSeconds(scene.Length.Fault), scene.Cancellation);
    }

    private static async Task PrepareAsync(Scene scene, IResource judge, IResource green)
    {
        await scene.CommandAsync(judge, "share-blue");
        await DeployBadAsync(scene, green);
        await Task.Delay(Pause, scene.Cancellation);
    }

    private static async Task DeployBadAsync(Scene scene, IResource green)
    {
        await scene.Faults.DeployAsync(green.Name, Bad);
        if (await WarmUpAsync(scene, green) == 0)
        {
            throw new NothingToHitException($"its release {Bad} makes no mistakes");
        }
    }

    private static async Task RollAsync(Scene scene, List<IResource> backends)
    {
        var sites = backends.GroupBy(one => one.Place()!.Region);
        await Task.WhenAll(sites.Select(async site =>
        {
            foreach (var backend in site)
            {
                await scene.Faults.DeployAsync(backend.Name, Good);
                await WarmUpAsync(scene, backend);
                await Task.Delay(Pause, scene.Cancellation);
            }
        }));
    }

    // The first answers of a process are slow; customers should not wait for them. Some ask at a
    // time: the data may be an ocean away.
    private static async Task<int> WarmUpAsync(Scene scene, IResource backend)
    {
        var failed = 0;
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new($"http://127.0.0.1:{backend.Place()!.Port}/api/"),
        };
        var paths = Enumerable.Range(1, 10).SelectMany(product => new[]
        {
            $"products/{product}", $"products?page={product}", $"products?search={product}",
        });
        var some = new ParallelOptions
        {
            MaxDegreeOfParallelism = 4,
            CancellationToken = scene.Cancellation,
        };
        await Parallel.ForEachAsync(paths, some, async (path, cancellation) =>
        {
            using var answer = await http.GetAsync(path, cancellation);
            if ((int)answer.StatusCode >= 500)
            {
                Interlocked.Increment(ref failed);
            }
        });
        return failed;
    }
}

/// <summary>It turned out that the level has nothing that a fault could hit.</summary>
internal sealed class NothingToHitException(string reason) : Exception(reason);
