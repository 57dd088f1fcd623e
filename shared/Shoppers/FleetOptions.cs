namespace Shop.Shoppers;

/// <summary>How shoppers are equipped; fixed for the life of a fleet.</summary>
public sealed record FleetOptions
{
    /// <summary>Customers registered in each region, ≥ 1.</summary>
    public int Customers { get; init; } = 4;

    /// <summary>The most operations that the history keeps; older ones are dropped.</summary>
    public int HistoryLimit { get; init; } = History.DefaultLimit;

    /// <summary>
    /// Opens a connection for shoppers of a region, instead of the system's resolver: the place
    /// for a name server of one's own.
    /// </summary>
    public Connect? Connect { get; init; }

    /// <summary>
    /// How long a kept-alive connection is used before it is opened anew, by default for ever.
    /// With <see cref="Connect"/> it bounds how long an old address is used.
    /// </summary>
    public TimeSpan ConnectionLifetime { get; init; } = System.Threading.Timeout.InfiniteTimeSpan;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>Opens a connection to a host for shoppers of a region.</summary>
public delegate ValueTask<Stream> Connect(
    string region,
    string host,
    int port,
    CancellationToken cancellation);
