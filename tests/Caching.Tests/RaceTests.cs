using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Configuration;
using Shop.Caching;

namespace Shop.Tests;

/// <summary>Whatever overtakes what: in the end there is no old value in the cache.</summary>
public sealed class RaceTests : IAsyncLifetime
{
    private const int Fillers = 3;

    private const string List = "list:1";

    private readonly RedisServer server = new();
    private readonly CacheFigures figures = new();
    private RegionalRedis redis = null!;
    private Cache cache = null!;
    private Cache next = null!;
    private int rounds;

    public async ValueTask InitializeAsync()
    {
        var configuration = new ConfigurationManager();
        configuration["ConnectionStrings:cache"] = server.ConnectionString;
        redis = new(configuration, figures);
        await redis.StartAsync(CancellationToken.None);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(redis.IsUp));
        var settings = new CacheSettings(configuration);
        cache = new(redis, new Flights(figures), new Deployment("here", "one", "v1"), settings);
        next = new(redis, new Flights(figures), new Deployment("here", "two", "v2"), settings);
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

    [Fact]
    public async Task A_list_lives_no_longer_because_another_release_fills_its_own()
    {
        await FillAsync(cache, TimeSpan.FromSeconds(30));
        await FillAsync(next, TimeSpan.FromMinutes(5));

        Assert.True(await cache.LifeAsync(List) <= TimeSpan.FromSeconds(30));
        Assert.Equal("a list", await cache.GetAsync<string>(List));
        Assert.Equal("a list", await next.GetAsync<string>(List));
    }

    [Fact]
    public async Task A_list_that_one_release_reads_anew_is_as_new_for_the_other_one()
    {
        await FillAsync(cache, TimeSpan.FromSeconds(30));
        await FillAsync(next, TimeSpan.FromSeconds(30));

        await FillAsync(cache, TimeSpan.FromMinutes(5));

        Assert.True(await cache.LifeAsync(List) > TimeSpan.FromMinutes(1));
        Assert.Null(await next.GetAsync<string>(List));
    }

    private static async Task FillAsync(Cache cache, TimeSpan life)
    {
        var token = await cache.TryLeaseAsync(List, TimeSpan.FromMinutes(1));
        Assert.True(await cache.PutAsync(List, "a list", version: 0, life, token!));
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
