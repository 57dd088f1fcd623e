using System.Globalization;

namespace Aspire.Hosting;

/// <summary>The one switch that every level has: how busy the shop is.</summary>
internal static class ShopperRate
{
    public static Switch Switch { get; } = new(
        "shoppers",
        "Clicks/s per region",
        ["4", "20", "60"],
        services => $"{Open(services)?.Fleet.Workload.Rate ?? 4:0.#}",
        (services, perSecond) =>
        {
            Open(services)?.Fleet.SetRate(double.Parse(perSecond, CultureInfo.InvariantCulture));
            return Task.CompletedTask;
        });

    private static ShopUnderTest? Open(IServiceProvider services)
    {
        var open = services.GetRequiredService<FrontDesk>().Open;
        return open.IsCompletedSuccessfully ? open.Result : null;
    }
}
