namespace Shop;

/// <summary>Talks to the services' inner sides, as they do with each other.</summary>
internal sealed class ServiceControl(IReadOnlyList<ProjectResource> services, string key) : IDisposable
{
    private readonly ControlClient http = new(key);

    /// <summary>Lets the bank decline, time out (after having charged) or be away.</summary>
    /// <param name="share">Of the charges, 0 to 1.</param>
    public Task MoodAsync(string name, double share) => http.SendAsync(
        HttpMethod.Put, Named("payments-us"), "internal/mood", new { name, share });

    /// <summary>All that the bank has ever been asked for.</summary>
    public Task<Charge[]> ChargesAsync() => http.GetAsync<Charge[]>(Named("payments-us"), "internal/charges");

    /// <summary>How many purchases nobody knows the end of yet, and how many were taken back.</summary>
    public Task<PurchaseCounts> PurchasesAsync() =>
        http.GetAsync<PurchaseCounts>(Named("orders-eu"), "internal/purchases");

    /// <summary>Events on their way, and those that nobody could use, of all services.</summary>
    public async Task<EventCounts> EventsAsync()
    {
        string[] one = ["catalog-us", "inventory-us", "orders-us", "accounts-us", "accounts-eu", "accounts-ap"];
        var all = await Task.WhenAll(one.Select(name => http.GetAsync<EventCounts>(Named(name), "events")));
        return new(all.Sum(counts => counts.Waiting), all.Sum(counts => counts.Dead));
    }

    /// <summary>Lets an instance die at the next time that it gets to a place.</summary>
    public Task ArmAsync(string instance, string point) => http.SendAsync(
        HttpMethod.Post, Named(instance), "internal/crash-points", new { name = point });

    /// <summary>Chooses how a page of orders learns what the products are called.</summary>
    /// <param name="how">read-model, batch or n+1.</param>
    public Task JoinAsync(string how) => Task.WhenAll(
        services.Where(one => one.Name.StartsWith("orders-")).Select(one =>
            http.SendAsync(HttpMethod.Put, one, "internal/joins", new { how })));

    public void Dispose() => http.Dispose();

    private ProjectResource Named(string name) => services.Single(one => one.Name == name);
}

/// <param name="Outcome">charged, declined or refunded.</param>
internal sealed record Charge(string Key, long Amount, string Outcome);

internal sealed record PurchaseCounts(long UnderWay, long TakenBack);

internal sealed record EventCounts(long Waiting, long Dead);
