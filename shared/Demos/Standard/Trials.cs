namespace Aspire.Hosting;

/// <summary>Plays one fault after another on a shop, each on a calm day, and mends it by hand.</summary>
internal sealed class Trials(
    ShopUnderTest shop,
    Parts parts,
    StandardLength length,
    Action<string> say,
    CancellationToken cancellation)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Scene scene = new(
        shop,
        parts,
        shop.Services.GetRequiredService<ResourceCommandService>(),
        length,
        cancellation);

    private IReadOnlyList<IResource>? homes;
    private bool isCalm;

    private Fleet Fleet => shop.Fleet;

    private TimeSpan Now => Fleet.History.Now;

    public async Task<FaultMeasure> PlayAsync(StandardFault fault)
    {
        await ReturnAsync();
        var aim = await fault.AimAsync(scene);
        if (aim.Absent is { } reason)
        {
            return FaultMeasure.Without(fault.Name, reason);
        }

        try
        {
            await PrepareAsync(aim);
            return await HitAsync(fault, aim);
        }
        catch (NothingToHitException nothing)
        {
            await MendAsync(aim);
            return FaultMeasure.Without(fault.Name, nothing.Message);
        }
    }

    /// <summary>Waits for a moment in which every region is served and nobody fails.</summary>
    /// <returns>False if there is none within the limit.</returns>
    public async Task<bool> CalmAsync()
    {
        for (var start = Now; Now - start < Limit;)
        {
            var window = await Fleet.MeasureAsync(Glance, cancellation);
            if (window.All.Failed == 0 && Fleet.Regions.All(region => window.Of(region).Ok > 0))
            {
                return isCalm = true;
            }
        }

        return isCalm = false;
    }

    // With another leader the same fault is a different one, and with a copy that still goes back to
    // its history nobody may take over: no two runs would be alike.
    private async Task ReturnAsync()
    {
        homes ??= await parts.LeadersAsync(cancellation);
        for (var start = Now; !await parts.AreWholeAsync(homes, cancellation);)
        {
            isCalm = false;
            if (Now - start > Limit)
            {
                say("not every leader is at home, with all its copies");
                return;
            }

            await CallHomeAsync(homes);
            await Task.Delay(Glance, cancellation);
        }
    }

    private async Task CallHomeAsync(IReadOnlyList<IResource> those)
    {
        var leaders = await parts.LeadersAsync(cancellation);
        var away = those.Except(leaders).Where(one => Scene.Has(one, "lead"));
        try
        {
            await Task.WhenAll(away.Select(one => scene.CommandAsync(one, "lead")));
        }
        catch (DistributedApplicationException refusal)
        {
            say($"not everybody is back: {refusal.Message}");
        }
    }

    private async Task<FaultMeasure> HitAsync(StandardFault fault, Aim aim)
    {
        var lost = await LostAsync(aim);
        var from = Now;
        var least = Task.Delay(TimeSpan.FromSeconds(aim.Longer * length.Fault), cancellation);
        await Task.WhenAll(least, aim.StrikeAsync());
        var struck = Now;
        await MendAsync(aim);
        var recovered = await CalmAsync();
        return Judge(fault, from, struck, aim.StaysUp ? struck : Now) with
        {
            Target = aim.Target,
            Recovered = recovered,
            LostOrders = await LostAsync(aim) - lost,
        };
    }

    private async Task PrepareAsync(Aim aim)
    {
        if (aim.PrepareAsync is { } prepare)
        {
            await prepare();
            isCalm = false;
        }

        if (!isCalm)
        {
            await CalmAsync();
        }
    }

    private async Task MendAsync(Aim aim)
    {
        isCalm = false;
        await aim.MendAsync();
        await shop.Faults.RestoreAsync();
    }

    // A copy that has just come back may be behind for a moment: only what stays away is lost.
    private async Task<int?> LostAsync(Aim aim)
    {
        try
        {
            return aim.IsAudited ? (await Fleet.AuditAsync(shop.Api, Limit, cancellation)).Lost : null;
        }
        catch (ShopperException)
        {
            return null; // The shop that doesn't answer has not recovered, and that is recorded.
        }
    }

    private FaultMeasure Judge(StandardFault fault, TimeSpan from, TimeSpan struck, TimeSpan over)
    {
        var during = Window.Of(Fleet.History, from, struck);
        var whole = Window.Of(Fleet.History, from, over).Operations;
        var down = Outages.Of(whole);
        return new FaultMeasure(fault.Name)
        {
            Seconds = (struck - from).TotalSeconds,
            FailedPercent = 100 * during.All.FailedShare,
            DownSeconds = down.Seconds,
            WriteDownSeconds = Outages.Of(whole.Where(one => one.Class == Class.Write)).Seconds,
            Regions = Fleet.Regions.ToDictionary(region => region, region => new FaultRegion(
                100 * during.Of(region).FailedShare,
                down.SecondsIn(region),
                during.Of(region, Class.Read).P95Ms)),
        };
    }
}
