namespace Aspire.Hosting;

/// <summary>Restores the world and proves it: nobody has to take a reset on trust.</summary>
internal sealed class Inspector(
    World world,
    Faults faults,
    HealthProbe health,
    DistributedApplicationModel model,
    FrontDesk desk,
    IEnumerable<Switch> switches,
    IEnumerable<Restoration> restorations,
    IServiceProvider services)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan OnTheWay = TimeSpan.FromSeconds(5);

    /// <summary>Puts everything back, then checks it.</summary>
    /// <returns>Whether all is as in the beginning, and what was found, in sentences.</returns>
    public async Task<(bool IsProved, IReadOnlyList<string> Proof)> RestoreAsync()
    {
        try
        {
            await faults.RestoreAsync();
            foreach (var one in switches.Where(one => one.Current(services) != one.Options[0]))
            {
                await one.Choose(services, one.Options[0]);
            }

            foreach (var one in restorations)
            {
                await one.Restore(services);
            }

            Finding[] findings = [await ProcessesAsync(), Links(), .. await CustomersAsync()];
            return (findings.All(one => one.IsGood), [.. findings.Select(one => one.Text)]);
        }
        catch (Exception reason)
        {
            // Whatever stands in the way of a restore, the presenter must read it.
            return (false, [reason.Message]);
        }
    }

    /// <summary>Chooses again what was chosen by hand: a demo that chooses, too, may end with the defaults.</summary>
    public async Task ChooseAgainAsync()
    {
        foreach (var one in switches.Where(one => one.Current(services) != one.Options[0]))
        {
            await one.Choose(services, one.Current(services));
        }
    }

    private async Task<Finding> ProcessesAsync()
    {
        var placed = model.Resources.Where(IsExpected).ToList();
        var answers = await Task.WhenAll(
            placed.Select(one => health.IsHealthyAsync(one, CancellationToken.None)));
        var good = answers.Count(isHealthy => isHealthy);
        return new(good == placed.Count, $"{good} of {placed.Count} processes healthy");
    }

    private static bool IsExpected(IResource resource) =>
        resource.Place() is not null && !resource.HasAnnotationOfType<ExplicitStartupAnnotation>();

    private Finding Links()
    {
        var links = world.Wan.Links;
        var good = links.Count(link => link.Down is null && link.CurrentRtt == link.Rtt);
        return new(good == links.Count, $"{good} of {links.Count} links as configured");
    }

    private async Task<IReadOnlyList<Finding>> CustomersAsync()
    {
        if (!desk.Open.IsCompletedSuccessfully)
        {
            return [new(false, "the shop has not opened yet")];
        }

        var shop = await desk.Open;
        return [await ServedAsync(shop), await BooksAsync(shop)];
    }

    /// <summary>Waits for a second in which every region is served and nothing fails.</summary>
    private static async Task<Finding> ServedAsync(ShopUnderTest shop)
    {
        var start = shop.Fleet.History.Now;
        while (true)
        {
            var window = await shop.Fleet.MeasureAsync(Second);
            var served = shop.Regions.Count(region => window.Of(region.Name).Ok > 0);
            var isGood = served == shop.Regions.Count && window.All.Failed == 0;
            if (isGood || shop.Fleet.History.Now - start > Limit)
            {
                return new(isGood, $"{served} of {shop.Regions.Count} regions served, "
                    + $"{window.All.Failed} of {window.All.Count} requests failed");
            }
        }
    }

    private static async Task<Finding> BooksAsync(ShopUnderTest shop)
    {
        var audit = await shop.Fleet.AuditAsync(shop.Api, OnTheWay);
        return new(audit.Lost == 0, $"{audit.Acknowledged} orders acknowledged, {audit.Lost} lost");
    }

    private sealed record Finding(bool IsGood, string Text);
}
