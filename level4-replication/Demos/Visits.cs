using System.Collections.Concurrent;

namespace Shop;

/// <summary>
/// Requests straight to a region's services, beside the shoppers' and without a last mile.
/// </summary>
internal sealed class Visits : IDisposable
{
    private const int AtOnce = 16;

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });

    /// <summary>Lets every region read the first products once, so that its cache has them.</summary>
    public Task WarmAsync(Stage stage, int products) => Task.WhenAll(stage.Regions.Select(region =>
        AskAsync(
            Controls.Edge(stage.Shop.Services, region),
            Enumerable.Range(1, products).Select(product => $"api/products/{product}"))));

    /// <summary>Asks for some pages, a few at a time.</summary>
    /// <returns>What each answer's Server-Timing said, in no order.</returns>
    public async Task<IReadOnlyCollection<string>> AskAsync(
        IResource service,
        IEnumerable<string> paths)
    {
        var timings = new ConcurrentBag<string>();
        var few = new ParallelOptions { MaxDegreeOfParallelism = AtOnce };
        await Parallel.ForEachAsync(paths, few, async (path, cancellation) =>
        {
            using var answer = await http.GetAsync(Address(service, path), cancellation);
            timings.Add(string.Join(',', answer.Headers.GetValues("Server-Timing")));
        });
        return timings;
    }

    /// <summary>Asks the same many times, all at once.</summary>
    /// <returns>How many were answered as they should be.</returns>
    public async Task<int> CrowdAsync(IResource service, string path, int count)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, count).Select(async _ =>
        {
            using var answer = await http.GetAsync(Address(service, path));
            return answer.IsSuccessStatusCode;
        }));
        return answers.Count(isSuccess => isSuccess);
    }

    public void Dispose() => http.Dispose();

    private static Uri Address(IResource service, string path) =>
        new($"http://127.0.0.1:{service.Place()!.Port}/{path}");
}
