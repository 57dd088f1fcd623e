using Toxiproxy.Relay;

namespace Toxiproxy.Proxies;

/// <summary>All proxies by name. Changes are made one at a time, whoever asks.</summary>
internal sealed class ProxyRegistry(RelayContext context, Events events)
{
    private readonly SemaphoreSlim oneChange = new(1);
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, Proxy> proxies = new(StringComparer.Ordinal);

    /// <summary>Sorted by name.</summary>
    public IReadOnlyList<Proxy> All
    {
        get
        {
            lock (gate)
            {
                return [.. proxies.Values];
            }
        }
    }

    public Proxy? Find(string name)
    {
        lock (gate)
        {
            return proxies.GetValueOrDefault(name);
        }
    }

    /// <summary>A new proxy, stopped.</summary>
    public async Task<Outcome<Proxy>> CreateAsync(ProxyRequest request)
    {
        if (request.MissingField is { } missing)
        {
            return new Failure(400, $"missing required field: {missing}");
        }

        using var change = await ChangeAsync();
        return Find(request.Name!) is null
            ? await AddAsync(request)
            : new Failure(409, "proxy already exists");
    }

    public async Task<Outcome<Proxy>> UpdateAsync(Proxy proxy, ProxyRequest request)
    {
        using var change = await ChangeAsync();
        var failure = await proxy.MoveAsync(
            request.Listen ?? proxy.Listen,
            request.Upstream ?? proxy.Upstream,
            request.Enabled ?? proxy.Enabled);
        events.Changed(proxy);
        return failure is null ? proxy : new Failure(500, failure);
    }

    public async Task DeleteAsync(Proxy proxy)
    {
        using var change = await ChangeAsync();
        Remove(proxy);
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
        for (var i = 0; i < requests.Count; i++)
        {
            if (requests[i].MissingField is { } missing)
            {
                return (done, new Failure(400, $"missing required field: {missing} at proxy {i + 1}"));
            }
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
        foreach (var proxy in All)
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
        var existing = Find(request.Name!);
        if (existing is not null && request.Addresses(existing))
        {
            return existing;
        }

        if (existing is not null)
        {
            Remove(existing);
        }

        return await AddAsync(request);
    }

    private async Task<Outcome<Proxy>> AddAsync(ProxyRequest request)
    {
        var proxy = new Proxy(request.Name!, request.Listen ?? "", request.Upstream!, context);
        if (request.Enabled is not false && await proxy.StartAsync() is { } failure)
        {
            return new Failure(500, failure);
        }

        lock (gate)
        {
            proxies.Add(proxy.Name, proxy);
        }

        events.Changed(proxy);
        return proxy;
    }

    private void Remove(Proxy proxy)
    {
        proxy.Stop();
        lock (gate)
        {
            // A second delete of the same proxy must not remove its successor.
            if (proxies.TryGetValue(proxy.Name, out var current) && current == proxy)
            {
                proxies.Remove(proxy.Name);
                events.Deleted(proxy);
            }
        }
    }

    /// <summary>Waits for its turn to change something; disposing it is the next one's turn.</summary>
    internal async Task<IDisposable> ChangeAsync()
    {
        await oneChange.WaitAsync();
        return new Release(oneChange);
    }

    private sealed class Release(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}
