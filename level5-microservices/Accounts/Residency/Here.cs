namespace Shop.Accounts;

/// <summary>Which of the sites this is.</summary>
internal sealed class Here(IConfiguration configuration, Deployment deployment)
{
    public string Site { get; } = configuration["INSTANCE"]!.Split('-')[^1];

    public string Region => deployment.Region;

    public int Digit => Homes.DigitOf(Site);

    /// <summary>Where new customers are at home: without pinning, all in one place.</summary>
    public string HomeOfNew => configuration["WITHOUT"] == "pinning" ? Homes.All[0] : Site;
}
