namespace Aspire.Hosting;

/// <summary>What the page calls the ways in which a link can be down.</summary>
internal static class Outages
{
    public static string Word(Outage outage) => outage switch
    {
        Outage.Refuse => "refuse",
        Outage.BlackHole => "black-hole",
        _ => "reset",
    };

    public static Outage? Of(string? word) =>
        Enum.GetValues<Outage>()
            .Cast<Outage?>()
            .FirstOrDefault(outage => Word(outage!.Value) == word);
}
