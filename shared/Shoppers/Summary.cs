namespace Shop.Shoppers;

/// <summary>
/// Counts and exact latencies of some operations. Latency is counted from the intended start and
/// taken over the answered ones only (acknowledged or rejected): a refused connection is fast and
/// would flatter the shop, and what failed is counted instead.
/// </summary>
public sealed record Summary
{
    public static Summary Empty { get; } = new();

    public int Count { get; init; }
    public int Ok { get; init; }
    public int Rejected { get; init; }

    /// <summary>Turned away with 429.</summary>
    public int Limited { get; init; }

    /// <summary>Without a useful answer, <see cref="Unknown"/> ones included.</summary>
    public int Failed { get; init; }

    /// <summary>Of the failed ones: writes that may have been applied.</summary>
    public int Unknown { get; init; }

    /// <summary>Median in milliseconds; 0, as all latencies, when nothing was answered.</summary>
    public double P50Ms { get; init; }
    public double P95Ms { get; init; }
    public double P99Ms { get; init; }
    public double MaxMs { get; init; }

    /// <summary>Failed ones as a share of all, 0 to 1.</summary>
    public double FailedShare => Count == 0 ? 0 : (double)Failed / Count;

    /// <summary>Summarizes any operations; the caller has filtered them.</summary>
    public static Summary Of(IEnumerable<Operation> operations)
    {
        var tally = new Tally();
        foreach (var operation in operations)
        {
            tally.Add(operation);
        }

        return tally.ToSummary();
    }
}
