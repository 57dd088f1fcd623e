namespace Toxiproxy.Proxies;

/// <summary>The changes to proxies, made one at a time, whoever asks.</summary>
internal sealed class ProxyCommands(ProxyRegistry registry, Events events)
{
    public static readonly Failure NotFound = new(404, "proxy not found");

    private readonly SemaphoreSlim oneChange = new(1);

    public async Task<Outcome<Proxy>> CreateAsync(ProxyRequest request)
    {
        if (request.MissingField is { } missing)
        {
            return new Failure(400, $"missing required field: {missing}");
        }

        using var change = await ChangeAsync();
        return registry.Find(request.Name!) is null
            ? await registry.AddAsync(request)
            : new Failure(409, "proxy already exists");
    }

    public async Task<Outcome<Proxy>> UpdateAsync(string name, ProxyRequest request)
    {
        using var change = await ChangeAsync();
        if (registry.Find(name) is not { } proxy)
        {
            return NotFound;
        }

        var failure = await proxy.MoveAsync(
            request.Listen ?? proxy.Listen,
            request.Upstream ?? proxy.Upstream,
            request.Enabled ?? proxy.Enabled);
        events.Changed(proxy);
        return failure is null ? proxy : new Failure(500, failure);
    }

    public async Task<Failure?> DeleteAsync(string name)
    {
        using var change = await ChangeAsync();
        if (registry.Find(name) is not { } proxy)
        {
            return NotFound;
        }

        registry.Remove(proxy);
        return null;
    }

    /// <summary>
    /// Makes each of them exist; a proxy with the same name, listen and upstream is left untouched.
    /// Stops at the first failure.
    /// </summary>
    /// <returns>The proxies that were made to exist, and the failure if there was one.</returns>
    public async Task<(List<Proxy> Done, Failure? Failure)> PopulateAsync(
        IReadOnlyList<ProxyRequest> requests)
    {
        var done = new List<Proxy>();
        var wrong = requests.ToList().FindIndex(request => request.MissingField is not null);
        if (wrong >= 0)
        {
            var missing = $"{requests[wrong].MissingField} at proxy {wrong + 1}";
            return (done, new Failure(400, $"missing required field: {missing}"));
        }

        using var change = await ChangeAsync();
        foreach (var request in requests)
        {
            var outcome = await EnsureAsync(request);
            if (outcome.Failure is { } failure)
            {
                return (done, failure);
            }

            done.Add(outcome.Value);
        }

        return (done, null);
    }

    /// <summary>Enables all proxies and removes all toxics.</summary>
    public async Task<Failure?> ResetAsync()
    {
        using var change = await ChangeAsync();
        foreach (var proxy in registry.All)
        {
            foreach (var toxic in proxy.Connections.Toxics)
            {
                proxy.Connections.RemoveToxic(toxic.Name);
            }

            var failure = await proxy.StartAsync();
            events.Changed(proxy);
            if (failure is not null)
            {
                return new Failure(500, failure);
            }
        }

        return null;
    }

    private async Task<Outcome<Proxy>> EnsureAsync(ProxyRequest request)
    {
        var existing = registry.Find(request.Name!);
        if (existing is not null && request.Addresses(existing))
        {
            return existing;
        }

        if (existing is not null)
        {
            registry.Remove(existing);
        }

        return await registry.AddAsync(request);
    }

    /// <summary>
    /// Waits for its turn to change something; disposing it is the next one's turn.
    /// </summary>
    public async Task<IDisposable> ChangeAsync()
    {
        await oneChange.WaitAsync();
        return new Release(oneChange);
    }

    private sealed class Release(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}
