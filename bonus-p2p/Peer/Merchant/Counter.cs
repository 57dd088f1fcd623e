using Shop.Catalogue;

namespace Shop.Merchant;

/// <summary>
/// Signs the catalogue once, and gives each newcomer a share of the goods to sell.
/// </summary>
internal sealed class Counter(Node node, Settings settings, Books books) : BackgroundService
{
    // A sixteenth of what is left: the ninth gets more than half as much as the first.
    private const int Parts = 16;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (node.Catalogue.Manifest is null)
        {
            node.Ledger.Take(Protocol.Catalogue.Write(node.Self, node.Blobs, Goods(), version: 1));
        }

        node.Catalogue.TryOpen();
        while (!stoppingToken.IsCancellationRequested)
        {
            // Together: some of them are far away.
            await Task.WhenAll(node.Members.Present.Where(IsNew).Select(WelcomeAsync));
            books.Settle();
            await Task.Delay(settings.Period / 5, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WelcomeAsync(Member member)
    {
        if (node.Stock.GiveShare(member.Id, Parts) is { } share
            && node.Ledger.Find(Rules.Catalogue) is { } catalogue)
        {
            await node.Syncer.TellAsync(member, [catalogue, share]);
        }
    }

    private bool IsNew(Member member) =>
        node.Ledger.Find($"given/{node.Self.Id}/{member.Id}") is null;

    private IEnumerable<Product> Goods() =>
        from item in Seed.Items()
        let picture = node.Blobs.Add(Encoding.UTF8.GetBytes(Picture.Of(item)))
        select new Product(
            item.Id, item.Name, item.Category, item.Description, item.Price, item.Stock, picture);
}
