using System.Collections.Concurrent;

namespace Shop.Caching;

/// <summary>
/// Single flight within this process: who asks for what somebody else is fetching waits for it.
/// </summary>
internal sealed class Flights(CacheFigures figures)
{
    /// <summary>Four round trips around half the globe; then one asks oneself.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Lazy<Task<object>>> flights =
        new(StringComparer.Ordinal);

    /// <param name="fetch">For the first one.</param>
    /// <param name="load">For who waited in vain.</param>
    public async Task<T> JoinAsync<T>(string key, Func<Task<T>> fetch, Func<Task<T>> load)
        where T : class
    {
        var own = new Lazy<Task<object>>(async () => await fetch());
        var flight = flights.GetOrAdd(key, own);
        try
        {
            if (flight == own)
                return (T)await own.Value;
            figures.Coalesced.Add();
            return (T)await flight.Value.WaitAsync(Patience);
        }
        catch (TimeoutException) when (flight != own)
        {
            return await load();
        }
        finally
        {
            if (flight == own)
                flights.TryRemove(new(key, own));
        }
    }

    /// <summary>What is on its way is old: who comes from now on starts anew.</summary>
    public void Forget(string key) => flights.TryRemove(key, out _);

    public void ForgetAll() => flights.Clear();
}
