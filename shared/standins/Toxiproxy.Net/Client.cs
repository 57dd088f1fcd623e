namespace Toxiproxy.Net;

/// <summary>
/// Manages the proxies of a server. Errors come as <see cref="ToxiProxiException"/>.
/// </summary>
public class Client
{
    internal Client(AdminHttp http) => Http = http;

    internal AdminHttp Http { get; }

    /// <summary>All proxies by name.</summary>
    public IDictionary<string, Proxy> All()
    {
        var answer = Http.Call(HttpMethod.Get, "/proxies");
        var proxies = AdminHttp.Read<Dictionary<string, Proxy>>(answer);
        foreach (var proxy in proxies.Values)
        {
            proxy.Client = this;
        }

        return proxies;
    }

    /// <summary>Enables all proxies and removes all toxics.</summary>
    public void Reset() => Http.Call(HttpMethod.Post, "/reset");

    /// <summary>Note that <see cref="Proxy.Enabled"/> is false unless it is set.</summary>
    public Proxy Add(Proxy proxy)
    {
        ArgumentNullException.ThrowIfNull(proxy);
        return Read(Http.Call(HttpMethod.Post, "/proxies", proxy));
    }

    public Proxy Update(Proxy proxy)
    {
        ArgumentNullException.ThrowIfNull(proxy);
        return Read(Http.Call(HttpMethod.Post, PathOf(proxy.Name), proxy));
    }

    public Proxy FindProxy(string proxyName)
    {
        ArgumentException.ThrowIfNullOrEmpty(proxyName);
        return Read(Http.Call(HttpMethod.Get, PathOf(proxyName)));
    }

    public void Delete(Proxy proxy)
    {
        ArgumentNullException.ThrowIfNull(proxy);
        Delete(proxy.Name);
    }

    public void Delete(string proxyName)
    {
        ArgumentException.ThrowIfNullOrEmpty(proxyName);
        Http.Call(HttpMethod.Delete, PathOf(proxyName));
    }

    private static string PathOf(string name) => $"/proxies/{AdminHttp.Escape(name)}";

    private Proxy Read(string answer)
    {
        var proxy = AdminHttp.Read<Proxy>(answer);
        proxy.Client = this;
        return proxy;
    }
}
