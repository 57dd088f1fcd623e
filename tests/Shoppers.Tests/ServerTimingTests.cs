namespace Shop.Shoppers.Tests;

public sealed class ServerTimingTests
{
    [Theory]
    [InlineData("cache;desc=hit, db;dur=1.5, app;dur=2.0", 1.5f, CacheState.Hit)]
    [InlineData("db;desc=\"read\";dur=0.3,cache;desc=\"MISS\"", 0.3f, CacheState.Miss)]
    [InlineData("cdn;desc=hit", -1f, CacheState.Hit)]
    [InlineData("cdn;desc=stale", -1f, CacheState.Stale)]
    [InlineData("cache;desc=hit, cdn;desc=miss", -1f, CacheState.Hit)]
    [InlineData("cache;desc=miss, cdn;desc=revalidated", -1f, CacheState.Miss)]
    [InlineData("app;dur=1, cdn;desc=miss", -1f, CacheState.Miss)]
    [InlineData("app;dur=1, cdn;desc=bypass", -1f, CacheState.None)]
    [InlineData("app;dur=2.0", -1f, CacheState.None)]
    [InlineData("db, cache;desc=odd", -1f, CacheState.None)]
    [InlineData(";;,=,db;dur=x", -1f, CacheState.None)]
    [InlineData(null, -1f, CacheState.None)]
    public void Database_and_cache_are_read_and_the_rest_is_ignored(
        string? header,
        float ms,
        CacheState cache)
    {
        Assert.Equal(new ServerTiming(ms, cache), ServerTiming.Parse(header));
    }
}
