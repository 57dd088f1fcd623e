using System.Diagnostics;
using StackExchange.Redis;

namespace Shop.Caching;

/// <summary>
/// The region's Redis, which may be away at any time: it makes the shop faster, and must never
/// make it fail. Whoever asks gets an answer, or nothing, within <see cref="Patience"/>. After
/// nothing but failures for <see cref="Tolerance"/>, nobody asks any more (a circuit breaker),
/// until a probe, five times a second, finds it alive again.
/// </summary>
internal sealed class RegionalRedis(IConfiguration configuration, CacheFigures figures)
    : BackgroundService
{
    // A pause of the machine makes all that are under way fail at once, and is no outage.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(150);

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly string? address = configuration.GetConnectionString("cache");

    private ConnectionMultiplexer? connection;
    private volatile IDatabase? database;
    private long failingSince;

    public bool IsUp => database is not null;

    /// <param name="patience">More than <see cref="Patience"/>, where nobody else has the answer.</param>
    /// <returns>
    /// Whether it worked. If not, it may still happen: the answer may be what was lost.
    /// </returns>
    public async Task<(bool Done, T? Value)> TryAsync<T>(
        Func<IDatabase, Task<T>> question, TimeSpan? patience = null)
    {
        if (database is not { } redis)
            return default;
        try
        {
            var value = await question(redis).WaitAsync(patience ?? Patience);
            Volatile.Write(ref failingSince, 0);
            return (true, value);
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            figures.RedisFailures.Add();
            var since = Interlocked.CompareExchange(
                ref failingSince, Stopwatch.GetTimestamp(), comparand: 0);
            if (since > 0 && Stopwatch.GetElapsedTime(since) > Tolerance)
                database = null;
            return default;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (address is null)
            return;
        figures.Watch(() => IsUp);
        using var timer = new PeriodicTimer(Pause);
        do
        {
            if (!IsUp && await RedisProbe.IsAliveAsync(address, Patience))
                await ReturnAsync();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    public override void Dispose()
    {
        connection?.Dispose();
        base.Dispose();
    }

    // The old connection may have seen only a short silence, or a server that is gone for good.
    private async Task ReturnAsync()
    {
        try
        {
            if (connection is null || !await AnswersAsync(connection))
            {
                connection?.Dispose();
                connection = null;
                connection = await ConnectionMultiplexer.ConnectAsync(Options(address!));
            }
            var redis = connection.GetDatabase();
            // Nobody told it what changed while it was away.
            await Cache.DropAllAsync(redis).WaitAsync(5 * Patience);
            Volatile.Write(ref failingSince, 0);
            database = redis;
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            // Gone again; the next probe tells.
        }
    }

    private static async Task<bool> AnswersAsync(ConnectionMultiplexer connection)
    {
        try
        {
            await connection.GetDatabase().PingAsync().WaitAsync(Patience);
            return true;
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            return false;
        }
    }

    private static ConfigurationOptions Options(string address)
    {
        var options = ConfigurationOptions.Parse(address);
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast; // What can't be asked now is asked elsewhere.
        options.AllowAdmin = true;
        options.ConnectRetry = 1;
        options.ConnectTimeout = 500;
        options.SyncTimeout = 500;
        return options;
    }

    // The last two: of a connection that is being replaced.
    private static bool IsFailure(Exception exception) => exception
        is RedisException
        or RedisCommandException
        or TimeoutException
        or ObjectDisposedException
        or OperationCanceledException;
}
