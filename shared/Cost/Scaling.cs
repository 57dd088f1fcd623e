namespace Shop.Cost;

/// <summary>A level on paper, with more users than any laptop has.</summary>
public sealed class Scaling(Prices prices, Assumptions assume)
{
    /// <summary>10³ to 10⁹ users in each region.</summary>
    public static IReadOnlyList<double> Decades { get; } = [1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

    public ScaleRow At(Topology level, Traffic traffic, double usersPerRegion)
    {
        var requests = usersPerRegion * assume.Regions * assume.RequestsPerUser;
        var size = new Sizes(level, assume, requests);
        var stop = Stop(level);
        var kinds = Enum.GetValues<PartKind>().Where(level.Has);
        return new ScaleRow(
            usersPerRegion,
            assume.PeakPerSecond(requests),
            kinds.ToDictionary(kind => kind, size.Cores),
            size.Tasks(PartKind.Service),
            traffic.Scaled(traffic.CrossRegion, requests).Sum(one => one.Gb),
            new Billing(prices, assume).Of(level, traffic, requests).Total,
            stop?.UsersPerRegion < usersPerRegion ? stop : null);
    }

    /// <summary>The part that first can't follow, and the users per region at which it can't.</summary>
    /// <returns>Null if everything can be had in any number.</returns>
    public Stop? Stop(Topology level) => level.Parts
        .Where(part => part.CpuMsPerRequest > 0 && !double.IsInfinity(Most(level, part)))
        .Select(part => new Stop(part.Name, part.Kind, Most(level, part), Users(part, Most(level, part))))
        .MinBy(stop => stop.UsersPerRegion);

    // How many cores one part can ever have, in the way the level is built.
    private double Most(Topology level, Part part) => part.Kind switch
    {
        // Behind a balancer there can be any number of them.
        PartKind.Service when level.Has(PartKind.Balancer) => double.PositiveInfinity,
        // A name server can answer with any number of addresses.
        PartKind.Balancer when level.Has(PartKind.Dns) => double.PositiveInfinity,
        PartKind.Edge or PartKind.Dns or PartKind.Peer => double.PositiveInfinity,
        // Redis runs commands on one thread.
        PartKind.Cache => 1,
        _ => assume.BiggestVcpu,
    };

    private double Users(Part part, double cores)
    {
        var perUser = assume.Cores(part.CpuMsPerRequest, assume.RequestsPerUser * assume.Regions);
        return cores / perUser;
    }
}

/// <param name="UsersPerRegion">In each of the regions.</param>
/// <param name="PeakPerSecond">Requests per second of the whole world.</param>
/// <param name="Cores">Busy cores that each kind needs at the peak.</param>
/// <param name="Tasks">Processes of ours.</param>
/// <param name="CrossRegionGb">A month.</param>
/// <param name="Usd">A month; on paper even beyond the stop.</param>
/// <param name="Stop">What can't follow at this scale; null while everything can.</param>
public sealed record ScaleRow(
    double UsersPerRegion,
    double PeakPerSecond,
    IReadOnlyDictionary<PartKind, double> Cores,
    int Tasks,
    double CrossRegionGb,
    double Usd,
    Stop? Stop);

/// <param name="Part">The resource's name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Cores">The most that it can have.</param>
/// <param name="UsersPerRegion">At which it has them all.</param>
public sealed record Stop(string Part, PartKind Kind, double Cores, double UsersPerRegion);
