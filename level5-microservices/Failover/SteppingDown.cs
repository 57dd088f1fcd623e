using System.Diagnostics;

namespace Shop;

/// <summary>How the holder of the lease makes room for another node, by plan.</summary>
internal sealed partial class Agent
{
    private string? heir;

    /// <summary>Steps down in favour of another node, with the next tick.</summary>
    public void HandOverTo(string other) => heir = other;

    private async Task<bool> HandOverAsync()
    {
        var next = heir!;
        heir = null; // Whatever comes of it: nobody steps down twice for having been asked once.
        // Not in a bad moment, as when etcd elects; and what follows has the whole lease for it.
        if (!await AskAsync(sight.Lease! with { Renewals = sight.Lease.Renewals + 1 }))
        {
            await FenceIfLateAsync();
            return sight.HasContact;
        }

        Be("stepping down", $"in favour of {next}");
        await node.OpenAsync(sight.Lease!.Epoch, DateTime.UtcNow, enforced: true);
        await node.DismissClientsAsync();
        State = await node.LookAsync();
        if (State is null)
            return true;
        var limit = Stopwatch.StartNew();
        while (!await node.HasAsync(next, State.Position) && limit.Elapsed < sight.Timing.Lease)
            await Task.Delay(slack);
        if (!await node.HasAsync(next, State.Position))
            return true;
        var began = Stopwatch.GetTimestamp();
        var isComplete = await repair.StopAsync();
        await AskAsync(sight.Lease with { Heir = next, Renewals = sight.Lease.Renewals + 1 });
        await repair.StartAsync(isComplete ? next : null);
        if (isComplete)
            Story.Rejoined("restarted", Stopwatch.GetElapsedTime(began));
        opening = null; // Should the lease still be its own, it is a copy that has to be promoted.
        return true;
    }
}
