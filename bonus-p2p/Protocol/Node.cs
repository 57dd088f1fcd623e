namespace Shop.Protocol;

/// <summary>
/// A peer without its surroundings: no sockets, no timers, no files. Whoever hosts it carries its
/// messages and says when a period is over, which may be a computer or a simulation of a hundred.
/// </summary>
public sealed class Node
{
    public Node(
        Identity self,
        string name,
        string region,
        ShopKeys shop,
        Settings settings,
        TimeProvider time,
        Transport transport,
        Random random)
    {
        Self = self;
        Name = name;
        Guard = new Guard(settings, time);
        Post = new Post(self, name, settings, Guard, transport, time);
        Members = new Membership(self, name, region, settings, time, random);
        Ledger = new Ledger(new Rules(shop, settings, time));
        Stock = new Stock(self, Ledger, shop.Merchant);
        Board = new Board(self, Ledger, time);
        Catalogue = new Catalogue(Ledger, Blobs, Stock);
        Prober = new Prober(Members, Post, Guard, settings, time);
        Fetcher = new Fetcher(Members, Post, Guard, Blobs, settings, shop.Merchant);
        Syncer = new Syncer(Members, Post, Guard, Ledger, settings, new Random(random.Next()));
    }

    public Identity Self { get; }

    public string Name { get; }

    public Guard Guard { get; }

    public Post Post { get; }

    public Membership Members { get; }

    public Ledger Ledger { get; }

    public Blobs Blobs { get; } = new();

    public Stock Stock { get; }

    public Board Board { get; }

    public Catalogue Catalogue { get; }

    public Prober Prober { get; }

    public Fetcher Fetcher { get; }

    public Syncer Syncer { get; }

    /// <summary>Answers a message, or not.</summary>
    public async Task<byte[]?> ReceiveAsync(byte[] message)
    {
        if (Post.Open(message) is not { } letter)
        {
            return null;
        }

        object? answer = letter.Kind switch
        {
            Kinds.Ping => Prober.Answer(letter),
            Kinds.PingFor => await Prober.AnswerForAsync(letter),
            Kinds.Compare => Syncer.Compare(letter),
            Kinds.Inventory => Syncer.Deliver(letter),
            Kinds.Take => Syncer.Take(letter),
            Kinds.Fetch => Fetcher.Answer(letter),
            Kinds.Wish => Grant(letter),
            _ => null,
        };
        return answer is null ? null : Post.Reply(letter, answer);
    }

    /// <summary>Asks others for the right to sell some more of a product.</summary>
    public async Task<bool> AskForRightsAsync(int product, int quantity)
    {
        var holders = Stock.Holders(product).Select(Members.Find).OfType<Member>()
            .Where(member => member.Standing != Standing.Dead);
        foreach (var holder in holders.Take(3))
        {
            var wish = new Wish(product, quantity);
            var given = await Post.AskAsync<Entry>(holder.Name, holder.Key, Kinds.Wish, wish);
            if (given is not null && Syncer.Take(given, holder.Id) && Stock.Rights(product) >= quantity)
            {
                return true;
            }
        }

        return false;
    }

    // Half of what it has: a peer that asks for everything mustn't get it.
    private Entry? Grant(Envelope letter)
    {
        if (Json.Read<Wish>(letter.Body) is not { Quantity: > 0 } wish)
        {
            return null;
        }

        var most = (Stock.Rights(wish.Product) + 1) / 2;
        return Stock.Give(letter.From, new Dictionary<int, int>
        {
            [wish.Product] = Math.Min(most, Math.Max(wish.Quantity, most / 2)),
        });
    }
}
