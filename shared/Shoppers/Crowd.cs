using System.Collections.Concurrent;

namespace Shop.Shoppers;

/// <summary>The ordinary shoppers of one region, or the one customer of a flood.</summary>
internal sealed class Crowd(
    Shopper shopper,
    IReadOnlyList<Customer> customers,
    Plan plan,
    string? stream = null)
{
    private readonly ConcurrentQueue<Errand> unsure = new();
    private volatile Plan current = plan;
    private int underWay;

    internal string Region => shopper.Entrance.Region;

    /// <summary>Lets the next operation be the first of another plan.</summary>
    internal void Follow(Plan next) => current = next;

    /// <summary>Starts the next operation and returns at once.</summary>
    internal void Start(Workload workload, TimeSpan intended)
    {
        var errand = Next(workload, intended);
        if (Volatile.Read(ref underWay) >= workload.InFlight)
        {
            Remember(errand, shopper.Shed(errand));
            return;
        }

        Interlocked.Increment(ref underWay);
        _ = RunAsync(errand, workload);
    }

    private Errand Next(Workload workload, TimeSpan intended)
    {
        var intent = current.Next(workload);
        if (intent.Kind != Kind.Checkout)
        {
            return new Errand(intent.Kind, intent.Product, Pick(intent), intended, Stream: stream);
        }

        return workload.RepeatUnknown && unsure.TryDequeue(out var earlier)
            ? earlier with { Intended = intended }
            : new Errand(
                intent.Kind, intent.Product, Pick(intent), intended, Errand.NewKey(), stream);
    }

    private Customer Pick(Intent intent) => customers[intent.Customer % customers.Count];

    private async Task RunAsync(Errand errand, Workload workload)
    {
        var operation = await shopper.RunAsync(errand, workload);
        Interlocked.Decrement(ref underWay);
        Remember(errand, operation);
    }

    // What may have been bought is asked for again until the shop says yes or no.
    private void Remember(Errand errand, Operation operation)
    {
        var isUnsure = errand.IsUnsure || operation.Outcome == Outcome.Unknown;
        if (errand.Kind == Kind.Checkout && isUnsure && operation.Outcome is not (Outcome.Ok or Outcome.Rejected))
        {
            unsure.Enqueue(errand with { IsUnsure = true });
        }
    }
}
