namespace Shop.Cost;

/// <summary>What the model takes for granted. None of it was measured here.</summary>
public sealed record Assumptions
{
    /// <summary>Hours in a month, as clouds count them.</summary>
    public double HoursPerMonth { get; init; } = 730;

    /// <summary>Requests per second at the peak, as a multiple of the month's average.</summary>
    public double PeakFactor { get; init; } = 3;

    /// <summary>How busy a core may be at the peak, 0 to 1.</summary>
    public double Utilization { get; init; } = 0.6;

    /// <summary>Cores of one process of ours.</summary>
    public double TaskVcpu { get; init; } = 0.5;

    /// <summary>Memory of one process of ours, in GB.</summary>
    public double TaskMemoryGb { get; init; } = 1;

    /// <summary>Cores of the database and the cache that one unit of their price buys.</summary>
    public double InstanceVcpu { get; init; } = 2;

    /// <summary>Storage of one database, in GB.</summary>
    public double StorageGb { get; init; } = 20;

    /// <summary>A resolver's cache and kept-alive connections spare all but one of so many look-ups.</summary>
    public double RequestsPerDnsQuery { get; init; } = 20;

    /// <summary>Gigabytes an hour that one capacity unit of a managed load balancer carries.</summary>
    public double GbPerHourPerLcu { get; init; } = 1;

    /// <summary>Cores of the biggest machine that can be rented.</summary>
    public double BiggestVcpu { get; init; } = 96;

    /// <summary>A month of one user: ten visits of thirty requests.</summary>
    public double RequestsPerUser { get; init; } = 300;

    /// <summary>Regions with users.</summary>
    public int Regions { get; init; } = 3;

    /// <summary>Requests per second at the peak of a month with so many requests.</summary>
    public double PeakPerSecond(double requestsPerMonth) =>
        requestsPerMonth / (HoursPerMonth * 3_600) * PeakFactor;

    /// <summary>Cores that a part needs at the peak.</summary>
    public double Cores(double cpuMsPerRequest, double requestsPerMonth) =>
        PeakPerSecond(requestsPerMonth) * cpuMsPerRequest / 1_000 / Utilization;
}
