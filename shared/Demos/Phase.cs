namespace Aspire.Hosting;

/// <summary>A stretch of a demo, and what the shoppers of each region met in it.</summary>
public sealed record Phase(string Name, Window Window)
{
    public double Seconds => (Window.To - Window.From).TotalSeconds;

    public Summary All => Window.All;

    /// <summary>Seconds in which at least one region got nothing.</summary>
    public double Downtime => Window.Downtime.Seconds;

    /// <summary>Share of operations that failed, in per cent.</summary>
    public double FailedPercent => 100 * All.FailedShare;

    public Summary Reads(Region region) => Window.Of(region.Name, Class.Read);

    public Summary Writes(Region region) => Window.Of(region.Name, Class.Write);

    public Summary Assets(Region region) => Window.Of(region.Name, Class.Asset);
}

public static class OperationExtensions
{
    /// <summary>Whether a region, an instance or a release answered, as <c>X-Served-By</c> says.</summary>
    public static bool IsServedBy(this Operation operation, string part) =>
        operation.ServedBy?.Split('/').Contains(part) == true;
}
