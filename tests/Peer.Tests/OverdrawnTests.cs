namespace Peer.Tests;

/// <summary>Who sells what it has no right to harms its own customers, and nobody else's.</summary>
public sealed class OverdrawnTests
{
    private const int Pieces = 20;
    private const int Price = 199;

    private readonly Simulation simulation = new(peers: 4, seed: 1);
    private readonly Identity liar = Identity.Create();
    private readonly Identity accomplice = Identity.Create();
    private readonly Till till;

    public OverdrawnTests()
    {
        var goods = new Product(1, "Mug", "Mugs", "", Price, Pieces, "");
        Merchant.Ledger.Take(Catalogue.Write(Merchant.Self, Merchant.Blobs, [goods], version: 1));
        Merchant.Catalogue.TryOpen();
        Merchant.Stock.GiveShare(Honest.Self.Id, parts: 4);
        Give(Merchant.Self.Id, 3, to: liar, honestly: true);
        till = new Till(Merchant.Catalogue, Merchant.Stock);
    }

    private Node Merchant => simulation.Nodes[0];

    private Node Honest => simulation.Nodes[1];

    [Fact]
    public void The_merchant_takes_what_is_covered_and_nothing_beyond()
    {
        Assert.True(till.TryTake(liar.Id, Order(2)));
        Assert.False(till.TryTake(liar.Id, Order(2)));
        Assert.True(till.TryTake(liar.Id, Order(1)));
        Assert.False(till.TryTake(liar.Id, Order(1)));
        Assert.True(till.TryTake(Honest.Self.Id, Order(5)));
    }

    [Fact]
    public void An_order_whose_rights_are_still_on_their_way_is_taken_when_they_have_come()
    {
        Assert.False(till.TryTake(accomplice.Id, Order(2)));

        Give(liar.Id, 2, to: accomplice, by: liar);

        Assert.True(till.TryTake(accomplice.Id, Order(2)));
        Assert.False(till.TryTake(liar.Id, Order(2)));
    }

    [Fact]
    public void Rights_from_one_who_had_none_are_worth_nothing()
    {
        Give(liar.Id, 1_000, to: accomplice, by: liar);
        Give(accomplice.Id, 1_000, to: liar, by: accomplice);

        var taken = 0;
        for (var order = 0; order < 2 * Pieces; order++)
        {
            taken += till.TryTake(liar.Id, Order(1)) ? 1 : 0;
            taken += till.TryTake(accomplice.Id, Order(1)) ? 1 : 0;
        }

        Assert.Equal(3, taken);
        Assert.True(till.TryTake(Honest.Self.Id, Order(5)));
    }

    [Fact]
    public void What_was_taken_before_a_restart_stays_taken()
    {
        till.TakeAgain(accomplice.Id, Order(2)); // Its rights have not come yet.

        Give(liar.Id, 3, to: accomplice, by: liar);

        Assert.False(till.TryTake(accomplice.Id, Order(2)));
        Assert.True(till.TryTake(accomplice.Id, Order(1)));
    }

    [Fact]
    public void Nobody_sells_at_a_price_of_its_own()
    {
        var order = Order(1);
        var cheap = order with { Total = 1, Lines = [order.Lines[0] with { Price = 1 }] };

        Assert.False(till.TryTake(liar.Id, cheap));
        Assert.False(till.TryTake(liar.Id, order with { Total = 1 }));
        Assert.False(till.TryTake(liar.Id, order with { Lines = [order.Lines[0] with { Quantity = -1 }] }));
        Assert.False(till.TryTake(liar.Id, order with { Lines = null! }));
    }

    [Fact]
    public void A_liar_can_not_make_the_shop_look_sold_out()
    {
        foreach (var one in new[] { liar, accomplice })
        {
            Take(Entry.Write(one, $"used/{one.Id}/1", int.MaxValue, int.MaxValue));
            Give(one.Id, int.MaxValue, to: Honest.Self, by: one);
            Give(one.Id, int.MaxValue, to: Merchant.Self, by: one);
        }

        Assert.InRange(Merchant.Stock.Left(1), Pieces - 3, Pieces);
        Assert.InRange(Merchant.Stock.Credit(Honest.Self.Id, 1), 5, 8);
        Assert.DoesNotContain(liar.Id, Merchant.Stock.Holders(1));
    }

    // Whatever liars write, what is taken is never more than there is.
    [Fact]
    public void In_200_random_webs_of_lies_nothing_is_oversold()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var counter = new BoundedCounter("p0", Pieces);
            for (var lie = 0; lie < 12; lie++)
            {
                counter.HearGiven($"p{random.Next(5)}", $"p{random.Next(5)}", random.Next(1, 40));
            }

            Assert.InRange(Enumerable.Range(0, 5).Sum(peer => counter.Credit($"p{peer}")), 0, Pieces);
            Assert.All(Enumerable.Range(0, 5), peer => Assert.True(counter.Credit($"p{peer}") >= 0));
        }
    }

    private static Order Order(int quantity) => new(
        Guid.NewGuid(),
        "owner",
        $"{Guid.NewGuid()}",
        DateTime.UnixEpoch,
        (long)Price * quantity,
        [new OrderLine(1, "Mug", Price, quantity)]);

    private void Give(string from, int total, Identity to, Identity? by = null, bool honestly = false)
    {
        if (honestly)
        {
            Assert.NotNull(Merchant.Stock.Give(to.Id, new Dictionary<int, int> { [1] = total }));
        }
        else
        {
            var body = new Dictionary<int, int> { [1] = total };
            Take(Entry.Write(by!, $"given/{from}/{to.Id}", total, body));
        }
    }

    private void Take(Entry entry) => Assert.Equal(Taken.New, Merchant.Ledger.Take(entry));
}
