namespace Toxiproxy.Proxies;

/// <summary>What a client says about a proxy; what it leaves out is null.</summary>
internal sealed record ProxyRequest(string? Name, string? Listen, string? Upstream, bool? Enabled)
{
    /// <summary>The first field a new proxy lacks, or null.</summary>
    public string? MissingField =>
        string.IsNullOrEmpty(Name) ? "name"
        : string.IsNullOrEmpty(Upstream) ? "upstream"
        : null;

    /// <summary>Whether that proxy already is what is asked for.</summary>
    public bool Addresses(Proxy proxy) => proxy.IsAt(Listen, Upstream!);
}
