namespace Shop;

/// <summary>
/// Every number that bounds what the balancer does. An environment variable changes one of them:
/// <c>Limits__Attempt=00:00:01</c>.
/// </summary>
internal sealed record Limits
{
    /// <summary>
    /// How long the first of two attempts waits for an answer. Both and a trip around the world
    /// must fit into a customer's patience, which is 2 s.
    /// </summary>
    public TimeSpan Attempt { get; init; } = TimeSpan.FromMilliseconds(900);

    /// <summary>How long a backend may be silent on a request that has no other attempt.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a connection to a backend may take. In one region it takes 1 ms.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Connections to one backend; further requests wait for a free one.</summary>
    public int ConnectionsPerBackend { get; init; } = 256;

    /// <summary>An unused connection is closed after this: the dead's are gone soon.</summary>
    public TimeSpan IdleConnection { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Open connections of customers; further ones are closed at once.</summary>
    public int CustomerConnections { get; init; } = 10_000;

    /// <summary>Between probes of a backend's <c>/health</c>. Two bad ones take it out.</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>A probe without an answer for so long is a bad one.</summary>
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How long a backend that failed a customer stays out. Longer than two probes and their
    /// time-outs, so that by then the probes know better.
    /// </summary>
    public TimeSpan Ejection { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long a canary's step goes on beyond its time while there are too few answers to judge.
    /// </summary>
    public TimeSpan CanaryPatience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Bytes. A larger body, or one of unknown length, is not kept for a retry.</summary>
    public int ReplayableBody { get; init; } = 64 * 1024;

    /// <summary>Retries as a share of requests: a shop that is down needs no double load.</summary>
    public double RetryShare { get; init; } = 0.2;

    /// <summary>Retries that are granted at once, as many as a hung backend holds.</summary>
    public int RetryBurst { get; init; } = 200;

    /// <summary>A second, per bearer token. A person with a browser needs fewer.</summary>
    public int RequestsPerCustomer { get; init; } = 20;

    /// <summary>What a customer may have saved up: a page with all its parts.</summary>
    public int CustomerBurst { get; init; } = 40;

    /// <summary>
    /// In each second, per address. Generous, because a whole office may share one, as all shoppers
    /// of this shop do; but it bounds those who invent a new token for each request.
    /// </summary>
    public int RequestsPerAddress { get; init; } = 2_000;
}
