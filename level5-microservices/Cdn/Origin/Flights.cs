using System.Collections.Concurrent;

namespace Shop.Origin;

/// <summary>One fetch of an address at a time: who comes meanwhile waits for its answer.</summary>
internal sealed class Flights(Fetcher fetcher)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Fetched>> underWay = [];

    public bool Contain(string address) => underWay.ContainsKey(address);

    /// <summary>Joins the fetch of the question's address, or starts it.</summary>
    /// <returns>Its answer, and whether the question itself was asked.</returns>
    public (Task<Fetched> Answer, bool IsOwn) Join(Question question)
    {
        var own = new TaskCompletionSource<Fetched>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        var flight = underWay.GetOrAdd(question.Address, own);
        if (flight != own)
            return (flight.Task, false);
        _ = FlyAsync(question, own);
        return (own.Task, true);
    }

    private async Task FlyAsync(Question question, TaskCompletionSource<Fetched> flight)
    {
        try
        {
            var fetched = await fetcher.FetchAsync(question);
            underWay.TryRemove(question.Address, out _);
            flight.SetResult(fetched);
        }
        // Whatever it was, everybody who waits must learn of it.
        catch (Exception exception)
        {
            underWay.TryRemove(question.Address, out _);
            flight.SetException(exception);
        }
    }
}
