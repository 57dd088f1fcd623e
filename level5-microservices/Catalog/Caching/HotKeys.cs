using System.Collections.Concurrent;

namespace Shop.Caching;

/// <summary>
/// Knows what is asked for most, and how to read it again. Half of the past is forgotten every ten
/// seconds, so that yesterday's bestseller makes room.
/// </summary>
internal sealed class HotKeys(IServiceScopeFactory scopes, CacheFigures figures)
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, Key> keys = new(StringComparer.Ordinal);

    /// <param name="refresh">Reads it into the cache with the services of a new scope.</param>
    public void Note(string key, Func<IServiceProvider, Task> refresh)
    {
        if (keys.TryGetValue(key, out var known))
            Interlocked.Increment(ref known.Count);
        else if (keys.Count < Most)
            keys.TryAdd(key, new(refresh));
    }

    /// <summary>The hottest ones, by name. Asked for once doesn't count.</summary>
    public IReadOnlyList<string> Top(int count) =>
        [.. keys
            .Where(key => key.Value.Count > 1)
            .OrderByDescending(key => key.Value.Count)
            .Take(count)
            .Select(key => key.Key)];

    public void Refresh(string key)
    {
        if (keys.TryGetValue(key, out var known) && known.Count > 1)
            _ = RefreshAsync(known);
    }

    public void Forget()
    {
        foreach (var (name, key) in keys)
        {
            key.Count /= 2;
            if (key.Count == 0)
                keys.TryRemove(name, out _);
        }
    }

    private async Task RefreshAsync(Key key)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await key.Refresh(scope.ServiceProvider);
            figures.Prefetches.Add();
        }
        catch (NpgsqlException)
        {
            // Nobody asked for it: who does will hear that the database is away.
        }
    }

    private sealed class Key(Func<IServiceProvider, Task> refresh)
    {
        public int Count = 1;

        public Func<IServiceProvider, Task> Refresh { get; } = refresh;
    }
}
