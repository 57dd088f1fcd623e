namespace Aspire.Hosting;

/// <summary>A place in the world where the shop, or its shoppers, can be.</summary>
/// <param name="Name">The cloud region's name, for example <c>eu-west-1</c>.</param>
/// <param name="City">Where its data centres are.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
public sealed record Region(string Name, string City, double Latitude, double Longitude)
{
    public static readonly Region UsEast = new("us-east-1", "N. Virginia", 39.0438, -77.4874);
    public static readonly Region EuWest = new("eu-west-1", "Ireland", 53.3498, -6.2603);
    public static readonly Region ApSoutheast = new("ap-southeast-1", "Singapore", 1.3521, 103.8198);

    public static readonly IReadOnlyList<Region> All = [UsEast, EuWest, ApSoutheast];

    public override string ToString() => Name;
}
