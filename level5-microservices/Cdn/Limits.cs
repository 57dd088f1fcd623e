namespace Shop;

/// <summary>
/// Every number that bounds what the edge does. An environment variable changes one of them:
/// <c>Limits__Memory=1000000</c>.
/// </summary>
internal sealed record Limits
{
    /// <summary>Bytes of answers that are kept, headers included.</summary>
    public long Memory { get; init; } = 32 * 1024 * 1024;

    /// <summary>Bytes of a body. A larger one passes through.</summary>
    public int LargestObject { get; init; } = 1024 * 1024;

    /// <summary>Of one address, such as one for each language. More push out the oldest.</summary>
    public int Variants { get; init; } = 8;

    /// <summary>How long a connection to the balancer may take. Usual is 1 ms.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// How long the balancer may be silent. Longer than it waits for a backend itself, because
    /// what it says then is more exact than what the edge could.
    /// </summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>
    /// The same while a stale answer is at hand that may be given instead. It must fit into a
    /// customer's patience, which is 2 s.
    /// </summary>
    public TimeSpan SilenceBeforeStale { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a request waits for another one's answer before it asks itself.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// For how long requests to an address whose last answer was not to be kept don't wait for
    /// each other.
    /// </summary>
    public TimeSpan Uncacheable { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>An unused connection is closed after this: the dead's are gone soon.</summary>
    public TimeSpan IdleConnection { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Open connections of customers; further ones are closed at once.</summary>
    public int CustomerConnections { get; init; } = 10_000;

    /// <summary>Between probes of the balancer's <c>/health</c>. Two bad ones count.</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>A probe without an answer for so long is a bad one.</summary>
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromMilliseconds(500);
}
