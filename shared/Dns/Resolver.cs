using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Shop.Dns;

/// <summary>
/// A stub resolver with a cache, as in every phone and computer: it asks one server for IPv4
/// addresses and keeps each answer for its TTL. Safe for many callers at once; callers that ask for
/// the same name at the same time share one query.
/// </summary>
/// <param name="server">Where to ask, by UDP and TCP.</param>
/// <param name="subnet">What to give away of the customer's address; null for nothing.</param>
/// <param name="clock">By which answers age and attempts end.</param>
public sealed class Resolver(IPEndPoint server, IPNetwork? subnet, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, CachedAnswer> cache =
        new(StringComparer.OrdinalIgnoreCase);

    private readonly ConcurrentDictionary<string, Lazy<Task<CachedAnswer?>>> underWay =
        new(StringComparer.OrdinalIgnoreCase);

    private readonly Exchange exchange =
        new(server, subnet is { } network ? ClientSubnet.From(network) : null, clock);

    /// <summary>
    /// For how long after its TTL an answer is still used while the server does not answer
    /// (RFC 8767, which recommends one to three days). Default 1 day; zero switches it off. Only the
    /// first call waits for the attempts to fail; later ones get the stale answer at once.
    /// </summary>
    public TimeSpan MaxStale { get; init; } = TimeSpan.FromDays(1);

    /// <summary>
    /// Returns the addresses, beginning with another one at each call; none if the name does not
    /// exist or has none.
    /// </summary>
    /// <exception cref="SocketException">
    /// TryAgain: the server does not answer, or can't, and there is nothing to fall back upon.
    /// </exception>
    public async ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(
        string name, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var known = cache.GetValueOrDefault(name);
        if (now < known?.TtlEnd)
            return known.Next();
        var asking = AskOnceAsync(name);
        var fallback = now < known?.TtlEnd + MaxStale ? known : null;
        // Once the server is known to be gone, nobody waits to find out when it is back.
        if (fallback is { IsAbandoned: true })
            return fallback.Next();
        var fresh = await asking.WaitAsync(cancellationToken);
        return (fresh ?? fallback ?? throw new SocketException((int)SocketError.TryAgain)).Next();
    }

    /// <summary>Forgets all answers, as a browser does that is started anew.</summary>
    public void Clear() => cache.Clear();

    private Task<CachedAnswer?> AskOnceAsync(string name) =>
        underWay.GetOrAdd(name, key => new(() => AskAsync(key))).Value;

    private async Task<CachedAnswer?> AskAsync(string name)
    {
        // Without it, a task that ends at once would leave its entry behind.
        await Task.Yield();
        try
        {
            var answer = await exchange.AskAsync(new(name, RecordType.A));
            if (answer?.Code is ResponseCode.NoError or ResponseCode.NxDomain)
                return cache[name] = CachedAnswer.From(answer, clock.GetUtcNow());
            if (cache.TryGetValue(name, out var known))
                known.IsAbandoned = true;
            return null;
        }
        finally
        {
            underWay.TryRemove(name, out _);
        }
    }
}
