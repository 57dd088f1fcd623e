namespace Shop.Caching;

/// <summary>
/// What can be switched while the shop runs. Environment: CACHE_STRATEGY, CACHE_TTL (seconds), and
/// WITHOUT, the mechanism to go without: <c>cache</c>, <c>invalidation</c>, <c>single-flight</c>,
/// <c>fallback</c>.
/// </summary>
internal sealed class CacheSettings(IConfiguration configuration)
{
    private readonly string? without = configuration["WITHOUT"];

    private double ttlSeconds = configuration.GetValue("CACHE_TTL", 5.0);

    /// <summary>How long a value that nobody drops may stay.</summary>
    public TimeSpan Ttl
    {
        get => TimeSpan.FromSeconds(Volatile.Read(ref ttlSeconds));
        set => Volatile.Write(ref ttlSeconds, value.TotalSeconds);
    }

    public string Strategy { get; } = configuration["CACHE_STRATEGY"] ?? StrategyNames.Invalidate;

    public bool IsOff => without == "cache";

    public bool Invalidates => without != "invalidation";

    public bool SingleFlight => without != "single-flight";

    /// <summary>Whether the database is asked when Redis is away.</summary>
    public bool FallsBack => without != "fallback";
}
