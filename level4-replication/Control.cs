using System.Net.Http.Json;

namespace Shop;

/// <summary>Talks to the balancer's control API.</summary>
internal sealed class Control : IDisposable
{
    private readonly HttpClient http;

    public Control(int port, string key)
    {
        http = new(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new($"http://127.0.0.1:{port}/balancer/"),
        };
        http.DefaultRequestHeaders.Add("X-Control-Key", key);
    }

    /// <summary>Shares the backend's requests out, by weights ≥ 0.</summary>
    public async Task ShareAsync(int blue, int green)
    {
        var weights = new Dictionary<string, int> { ["blue"] = blue, ["green"] = green };
        using var answer = await http.PutAsJsonAsync("shares/backend", weights);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Lets the balancer try the backend's release in a slot, and decide.</summary>
    /// <param name="slot">blue or green.</param>
    /// <param name="steps">Per cent of the requests, one after another.</param>
    /// <param name="seconds">How long each step lasts at least.</param>
    public async Task TryAsync(string slot, int[] steps, double seconds)
    {
        var plan = new { Cluster = "backend", Slot = slot, Steps = steps, Seconds = seconds };
        using var answer = await http.PostAsJsonAsync("canary", plan);
        answer.EnsureSuccessStatusCode();
    }

    public async Task<Trial> TrialAsync() => (await http.GetFromJsonAsync<Trial>("canary"))!;

    /// <summary>Whether the balancer sends requests to a slot.</summary>
    public async Task<bool> IsInAsync(string cluster, string slot)
    {
        var clusters = await http.GetFromJsonAsync<Cluster[]>("clusters");
        return clusters!.Single(one => one.Name == cluster)
            .Slots.Single(one => one.Name == slot).IsAvailable;
    }

    public void Dispose() => http.Dispose();

    private sealed record Cluster(string Name, Slot[] Slots);

    private sealed record Slot(string Name, bool IsAvailable);
}

/// <param name="State">idle, running, promoted or rolled-back.</param>
internal sealed record Trial(string State, TrialEvent[] Events);

/// <param name="Seconds">Since the trial's begin.</param>
internal sealed record TrialEvent(double Seconds, string Kind, string What);
