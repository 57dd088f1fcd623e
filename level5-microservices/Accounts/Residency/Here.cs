namespace Shop.Accounts;

/// <summary>Which of the sites this is.</summary>
internal sealed class Here(IConfiguration configuration, Deployment deployment)
{
    public string Site { get; } = configuration["INSTANCE"]!.Split('-')[^1];

    public string Region => deployment.Region;

    public int Digit => Homes.DigitOf(Site);

    /// <summary>Where new customers are at home: without pinning, all in one place.</summary>
    /// <param name="cameIn">The site of the gateway, which goes elsewhere while its own Accounts is away.</param>
    public string HomeOfNew(string? cameIn) =>
        configuration["WITHOUT"] == "pinning" ? Homes.All[0]
        : Homes.All.FirstOrDefault(site => site == cameIn) ?? Site;
}
