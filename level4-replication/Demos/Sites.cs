using System.Net;
using Shop.Dns;
using Shop.Shoppers;

namespace Shop;

/// <summary>Which site serves the customers of a region, as <c>X-Served-By</c> says.</summary>
internal static class Sites
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    /// <summary>Per cent of a region's answers that a site gave.</summary>
    public static double Share(Window window, Region from, Region site)
    {
        // All images come from the one region that draws them, whoever passes them on.
        var answers = window.Operations
            .Where(one => one.Region == from.Name && one.Class != Class.Asset)
            .Where(one => one.Answered)
            .ToList();
        return 100.0 * answers.Count(one => one.IsServedBy(site.Name)) / answers.Count;
    }

    /// <summary>Waits until one site serves all customers of some regions.</summary>
    /// <returns>Seconds until then; NaN if it takes more than 8 s.</returns>
    public static Task<double> LedToAsync(Stage stage, Region site, IEnumerable<Region> from) =>
        LedAsync(stage, [.. from.Select(region => (region, site))]);

    /// <summary>Waits until everybody is served by the own region's site.</summary>
    /// <returns>Seconds until then; NaN if it takes more than 8 s.</returns>
    public static Task<double> LedHomeAsync(Stage stage) =>
        LedAsync(stage, [.. stage.Regions.Select(region => (region, region))]);

    /// <summary>The way of a region's customers to a site.</summary>
    public static Link Way(Stage stage, Region from, string edge) =>
        stage.World.Wan.Links.Single(link =>
            link.IsCustomers && link.From == from && link.To == stage.Resource(edge));

    /// <summary>Notes where the name server leads a region's customers, and why.</summary>
    public static async Task ExplainAsync(Stage stage, NameControl names, Region from)
    {
        var zone = await names.ReadAsync();
        var view = zone["views"]!.AsArray().Single(one => (string?)one!["region"] == from.Name);
        stage.Note("decide", (string)view!["why"]!);
    }

    /// <summary>Asks the name server as dig does, over and over.</summary>
    /// <returns>The region that each answer leads to.</returns>
    public static async Task<IReadOnlyList<string>> AskAsync(
        Stage stage,
        NameControl names,
        int questions)
    {
        var zone = await names.ReadAsync();
        var regions = zone["sites"]!.AsArray()
            .ToDictionary(site => (string)site!["address"]!, site => (string)site!["region"]!);
        var port = ((ProjectResource)stage.Resource("dns")).GetEndpoint("udp").Port;
        var server = new IPEndPoint(IPAddress.Loopback, port);
        var resolver = new Resolver(server, subnet: null, TimeProvider.System);
        var answers = new List<string>();
        while (answers.Count < questions)
        {
            resolver.Clear();
            var found = await resolver.ResolveAsync((string)zone["zone"]!, stage.Cancellation);
            answers.Add(regions[found[0].ToString()]);
        }

        return answers;
    }

    private static async Task<double> LedAsync(Stage stage, (Region From, Region Site)[] ways)
    {
        var begin = stage.Fleet.History.Now;
        while (stage.Fleet.History.Now - begin < Limit)
        {
            var window = await stage.Fleet.MeasureAsync(Glance, stage.Cancellation);
            if (ways.All(way => Share(window, way.From, way.Site) >= 100))
                return (window.From - begin).TotalSeconds;
        }

        return double.NaN;
    }
}
