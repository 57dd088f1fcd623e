using StackExchange.Redis;

namespace Shop.Events;

/// <summary>The way to the log's Redis, made anew whenever it broke.</summary>
internal sealed class EventConnection(string address) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private ConnectionMultiplexer? connection;

    public void Dispose()
    {
        connection?.Dispose();
        gate.Dispose();
    }

    public async Task<RedisResult> AskAsync(string command, params object[] arguments)
    {
        var redis = await ConnectAsync();
        try
        {
            return await redis.GetDatabase().ExecuteAsync(command, arguments);
        }
        catch (Exception away) when (EventLog.IsAway(away) && away is not RedisServerException)
        {
            // Connected anew: the old connection may belong to a server that is gone for good.
            await gate.WaitAsync();
            if (connection == redis)
                connection = null;
            gate.Release();
            redis.Dispose();
            throw;
        }
    }

    private async Task<ConnectionMultiplexer> ConnectAsync()
    {
        await gate.WaitAsync();
        try
        {
            return connection ??= await ConnectionMultiplexer.ConnectAsync(Options());
        }
        finally
        {
            gate.Release();
        }
    }

    private ConfigurationOptions Options()
    {
        var options = ConfigurationOptions.Parse(address);
        options.ConnectRetry = 1;
        options.ConnectTimeout = 1_000;
        options.SyncTimeout = 2_000;
        return options;
    }
}
