namespace Shop.Accounts;

/// <summary>The sites where accounts are at home. Customers' numbers end with their home's.</summary>
internal static class Homes
{
    public static readonly IReadOnlyList<string> All = ["us", "eu", "ap"];

    public static int DigitOf(string site) => 1 + All.ToList().IndexOf(site);

    /// <returns>Null for a number that no site gives.</returns>
    public static string? Of(long customer) => All.ElementAtOrDefault((int)(customer % 10) - 1);
}
