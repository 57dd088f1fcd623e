using System.Text.Json.Serialization;

namespace Shop.Shoppers;

/// <summary>
/// One thing a shopper did, from the moment it was meant to start. Times are offsets from
/// <see cref="History.EpochUtc"/> on a monotonic clock.
/// </summary>
public readonly record struct Operation
{
    /// <summary>Unique in its fleet, in order of start.</summary>
    public long Id { get; init; }

    /// <summary>Where the shopper lives.</summary>
    public required string Region { get; init; }

    /// <summary>
    /// Null for ordinary shoppers, else the name of the extra stream (a flood, a measurement),
    /// which is left out of everybody else's statistics.
    /// </summary>
    public string? Stream { get; init; }

    /// <summary>The e-mail address of the customer: one customer is one session.</summary>
    public string? Customer { get; init; }

    public Kind Kind { get; init; }

    public Class Class => Kind.Class();

    /// <summary>When it was due. Latency counts from here, however late it could be sent.</summary>
    [JsonPropertyName("intendedMs")]
    public TimeSpan Intended { get; init; }

    /// <summary>When it was sent: before, the shop can't have known of it.</summary>
    [JsonPropertyName("startMs")]
    public TimeSpan Start { get; init; }

    /// <summary>When its whole answer was read, or it was given up.</summary>
    [JsonPropertyName("endMs")]
    public TimeSpan End { get; init; }

    public Outcome Outcome { get; init; }

    /// <summary>HTTP status, 0 without an answer.</summary>
    public ushort Status { get; init; }

    /// <summary>
    /// Null or short: <c>timeout</c>, <c>connection refused</c>, <c>connection reset</c>,
    /// <c>connection closed</c>, <c>http 503</c>, <c>shed by the client</c>.
    /// </summary>
    public string? Error { get; init; }

    /// <summary>The answer's <c>X-Served-By</c>.</summary>
    public string? ServedBy { get; init; }

    /// <summary>The product it is about, 0 if none.</summary>
    public int Product { get; init; }

    /// <summary>The product's stock as read, −1 if it was not read.</summary>
    public int Stock { get; init; }

    /// <summary>The product's version as read, −1 if it was not read.</summary>
    public long Version { get; init; }

    /// <summary>The idempotency key of a checkout.</summary>
    public string? Key { get; init; }

    /// <summary>The identity of the order that a checkout was acknowledged with.</summary>
    public string? Order { get; init; }

    /// <summary>Milliseconds in the database by <c>Server-Timing</c>, −1 without.</summary>
    public float DbMs { get; init; }

    /// <summary>What <c>Server-Timing</c> says about caches.</summary>
    public CacheState Cache { get; init; }

    /// <summary>From the intended start to the end.</summary>
    [JsonIgnore]
    public TimeSpan Latency => End - Intended;

    /// <summary>The shop answered as it should, yes or no.</summary>
    [JsonIgnore]
    public bool Answered => Outcome is Outcome.Ok or Outcome.Rejected;

    /// <summary>The shopper got nothing.</summary>
    [JsonIgnore]
    public bool Missed => Outcome is Outcome.Failed or Outcome.Unknown;
}
