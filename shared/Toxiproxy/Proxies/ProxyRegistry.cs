using Toxiproxy.Relay;

namespace Toxiproxy.Proxies;

/// <summary>All proxies by name. For reading; changes go through the commands.</summary>
internal sealed class ProxyRegistry(RelayContext context, Events events)
{
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

    /// <summary>Creates a proxy of a new name, and starts it unless it is to be disabled.</summary>
    public async Task<Outcome<Proxy>> AddAsync(ProxyRequest request)
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

    public void Remove(Proxy proxy)
    {
        proxy.Stop();
        lock (gate)
        {
            proxies.Remove(proxy.Name);
        }

        events.Deleted(proxy);
    }
}
