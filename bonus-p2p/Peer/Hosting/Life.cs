namespace Shop.Hosting;

/// <summary>
/// What a peer does by itself: it remembers, joins, probes, compares, and fetches.
/// </summary>
internal sealed class Life(
    Node node,
    Disk disk,
    Rendezvous rendezvous,
    ShopKeys shop,
    Settings settings,
    ILogger<Life> log) : BackgroundService
{
    private static readonly TimeSpan Hurry = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Rarely = TimeSpan.FromSeconds(3);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // Before the first message comes in. What was on the disk is verified like what comes in.
        Recall();
        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        RepeatAsync(MeetAsync, stoppingToken),
        RepeatAsync(KnockAsync, stoppingToken),
        RepeatAsync(() => After(node.Prober.ProbeAsync(), settings.Period), stoppingToken),
        RepeatAsync(SyncAsync, stoppingToken),
        RepeatAsync(FetchAsync, stoppingToken));

    private void Recall()
    {
        var ledger = disk.Open("ledger.log");
        foreach (var entry in ledger.Read<Entry>())
        {
            node.Ledger.Take(entry);
        }

        node.Ledger.Added += ledger.Append;
        var blobs = disk.Open("blobs.log");
        foreach (var blob in blobs.Read<byte[]>())
        {
            node.Blobs.Add(blob);
        }

        node.Blobs.Added += blobs.Append;
        node.Catalogue.TryOpen();
        rendezvous.Remember();
    }

    private async Task<TimeSpan> MeetAsync()
    {
        await rendezvous.MeetAsync();
        return node.Members.Present.Count == 0 ? Hurry : Rarely;
    }

    // The merchant gives a share to whom it knows. Gossip would tell it, too, some rounds later.
    private async Task<TimeSpan> KnockAsync()
    {
        if (node.Ledger.Find($"given/{shop.Merchant}/{node.Self.Id}") is not null)
        {
            return Rarely;
        }

        if (node.Members.Find(shop.Merchant) is { Standing: Standing.Alive } merchant)
        {
            await node.Prober.GreetAsync(merchant.Name);
            return settings.Period;
        }

        return Hurry;
    }

    private async Task<TimeSpan> SyncAsync()
    {
        await node.Syncer.SyncAsync();
        return node.Catalogue.Products.Count == 0 ? Hurry : settings.Period;
    }

    private async Task<TimeSpan> FetchAsync()
    {
        var wasOpen = node.Catalogue.Products.Count > 0;
        var pages = await node.Fetcher.FetchAsync(node.Catalogue.MissingPages);
        if (!node.Catalogue.TryOpen())
        {
            return pages.Count > 0 ? TimeSpan.Zero : Hurry;
        }

        // Pictures can wait until the shop is open: who wants one earlier gets it at once.
        if (wasOpen && settings.Without != "copies")
        {
            await node.Fetcher.FetchAsync(node.Catalogue.MissingImages);
        }

        return Rarely;
    }

    private static async Task<TimeSpan> After(Task work, TimeSpan pause)
    {
        await work;
        return pause;
    }

    private async Task RepeatAsync(Func<Task<TimeSpan>> work, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var pause = Rarely;
            try
            {
                pause = await work();
            }
            catch (Exception bug) when (!stopping.IsCancellationRequested)
            {
                // A peer that stops gossiping is dead to the others, whatever the reason.
                log.LogError(bug, "A round failed.");
            }

            await Task.Delay(pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
