namespace Levels.Tests;

/// <summary>
/// Keeps the level that the last test used, because the next one often wants the same. Levels own
/// fixed ports, so there is never more than one of a kind.
/// </summary>
public sealed class LevelKeeper : IAsyncLifetime
{
    private RunningLevel? level;
    private (Type AppHost, string? Without) key;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    internal async Task<RunningLevel> GetAsync(Type appHost, string? without)
    {
        if (level is null || key != (appHost, without))
        {
            await DisposeAsync();
            level = await RunningLevel.StartAsync(appHost, without);
            key = (appHost, without);
        }

        return level;
    }

    public async ValueTask DisposeAsync()
    {
        if (level is not null)
        {
            await level.DisposeAsync();
            level = null;
        }
    }
}

/// <summary>Everything that starts a level, one after the other.</summary>
[CollectionDefinition("levels", DisableParallelization = true)]
public sealed class LevelsCollection : ICollectionFixture<LevelKeeper>;
