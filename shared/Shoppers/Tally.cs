using System.Runtime.InteropServices;

namespace Shop.Shoppers;

/// <summary>Collects operations for a <see cref="Summary"/>, one pass, no copies.</summary>
internal sealed class Tally
{
    private readonly List<double> latencies = [];
    private readonly int[] outcomes = new int[5];

    internal void Add(in Operation operation)
    {
        outcomes[(int)operation.Outcome]++;
        if (operation.Answered)
        {
            latencies.Add(operation.Latency.TotalMilliseconds);
        }
    }

    internal Summary ToSummary()
    {
        latencies.Sort();
        var sorted = CollectionsMarshal.AsSpan(latencies);
        return new Summary
        {
            Count = outcomes.Sum(),
            Ok = outcomes[(int)Outcome.Ok],
            Rejected = outcomes[(int)Outcome.Rejected],
            Limited = outcomes[(int)Outcome.Limited],
            Failed = outcomes[(int)Outcome.Failed] + outcomes[(int)Outcome.Unknown],
            Unknown = outcomes[(int)Outcome.Unknown],
            P50Ms = Percentile.Of(sorted, 50),
            P95Ms = Percentile.Of(sorted, 95),
            P99Ms = Percentile.Of(sorted, 99),
            MaxMs = Percentile.Of(sorted, 100),
        };
    }
}
