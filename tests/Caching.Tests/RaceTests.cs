using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Configuration;
using Shop.Caching;

namespace Shop.Tests;

/// <summary>Whatever overtakes what: in the end there is no old value in the cache.</summary>
public sealed class RaceTests : IAsyncLifetime
{
    private const int Fillers = 3;

    private readonly RedisServer server = new();
    private readonly CacheFigures figures = new();
    private RegionalRedis redis = null!;
    private Cache cache = null!;
    private int rounds;

    public async ValueTask InitializeAsync()
    {
        var configuration = new ConfigurationManager();
        configuration["ConnectionStrings:cache"] = server.ConnectionString;
        redis = new(configuration, figures);
        await redis.StartAsync(CancellationToken.None);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(redis.IsUp));
        cache = new(
            redis,
            new Flights(figures),
            new Deployment("here", "one", "v1"),
            new CacheSettings(configuration));
    }

    public async ValueTask DisposeAsync()
    {
        await redis.StopAsync(CancellationToken.None);
        redis.Dispose();
        figures.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public void An_old_value_never_comes_back_after_the_news_of_its_change()
    {
        var schedules = Gen.Choose(0, (2 * Fillers) + 1).ListOf().ToArbitrary();

        Prop.ForAll(schedules, schedule => PlayAsync(schedule).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(150));
    }

    /// <summary>Step 0 changes the product, 1 brings the oldest news, the others fill.</summary>
    private async Task<bool> PlayAsync(IEnumerable<int> schedule)
    {
        var key = $"product:{++rounds}";
        var version = 1L;
        var news = new Queue<long>();
        var reading = new (string? Token, long Version)?[Fillers];
        foreach (var step in schedule)
        {
            var filler = (step - 2) / 2;
            if (step == 0)
                news.Enqueue(++version);
            else if (step == 1 && news.TryDequeue(out var told))
                await cache.DropAsync(key, told);
            else if (step > 1 && reading[filler] is { } read)
                reading[filler] = await EndAsync(key, read);
            else if (step > 1)
                reading[filler] = (await cache.TryLeaseAsync(key, TimeSpan.FromMinutes(1)), version);
        }
        while (news.TryDequeue(out var told))
            await cache.DropAsync(key, told);
        foreach (var read in reading)
            await EndAsync(key, read ?? (null, version));
        var kept = await cache.GetAsync<string>(key);
        return kept is null || kept == $"{version}";
    }

    // Without a lease, as after waiting in vain for one: a fill all the same, to make it harder.
    private async Task<(string? Token, long Version)?> EndAsync(
        string key, (string? Token, long Version) read)
    {
        await cache.PutAsync(
            key, $"{read.Version}", read.Version, TimeSpan.FromMinutes(1), read.Token ?? "");
        return null;
    }
}
