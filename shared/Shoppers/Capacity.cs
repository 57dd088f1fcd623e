namespace Shop.Shoppers;

/// <summary>What the shop can sustain of one kind of operation.</summary>
/// <param name="PerSecond">The most that were acknowledged in one second.</param>
/// <param name="Concurrency">The smallest number of shoppers at once that reached it.</param>
/// <param name="Steps">What was tried, in order.</param>
public sealed record Capacity(
    double PerSecond,
    int Concurrency,
    IReadOnlyList<CapacityStep> Steps);

/// <summary>One step of a capacity measurement.</summary>
/// <param name="Concurrency">Shoppers who each start anew as soon as they got an answer.</param>
/// <param name="PerSecond">Acknowledged operations per second.</param>
/// <param name="P50Ms">Median latency in milliseconds.</param>
/// <param name="Failed">Operations that failed.</param>
public sealed record CapacityStep(int Concurrency, double PerSecond, double P50Ms, int Failed);
