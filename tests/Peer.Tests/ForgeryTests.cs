namespace Peer.Tests;

/// <summary>What a liar passes off as somebody else's is rejected, and held against its key.</summary>
public sealed class ForgeryTests
{
    private readonly Hostile liar = new();

    [Fact]
    public async Task A_catalogue_that_the_merchant_did_not_sign_is_refused_and_banned_at_once()
    {
        var cheap = new Product(1, "Mug", "Mugs", "", 1, 1_000_000, "");
        var forged = Catalogue.Write(liar.Self, new Blobs(), [cheap], version: 99);

        Assert.False(await liar.TellAsync(forged));

        Assert.Null(liar.Victim.Ledger.Find(Rules.Catalogue));
        Assert.Equal(1, liar.Victim.Guard[Offence.Forgery]);
        Assert.True(liar.IsBanned);
        Assert.False(await liar.SendAsync(liar.Write(Kinds.Ping, new Ping([]))));
        Assert.Equal(1, liar.Victim.Guard[Offence.Banned]);
    }

    [Fact]
    public async Task A_name_is_no_signature()
    {
        var merchant = liar.Simulation.Merchant.Identity;
        var forged = Entry.Write(liar.Self, Rules.Catalogue, 99, new Manifest([]))
            with { Author = merchant.PublicKey };

        Assert.False(await liar.TellAsync(forged));

        Assert.True(liar.IsBanned);
        Assert.False(liar.Victim.Guard.IsBanned(merchant.Id));
    }

    [Fact]
    public async Task A_message_in_the_name_of_another_is_dropped_and_the_other_is_not_blamed()
    {
        var innocent = liar.Simulation.Nodes[2];
        var posing = liar.Write(Kinds.Ping, new Ping([])) with { Sender = innocent.Self.PublicKey };

        Assert.False(await liar.SendAsync(posing));

        Assert.Equal(1, liar.Victim.Guard[Offence.Unsigned]);
        Assert.False(liar.Victim.Guard.IsBanned(innocent.Self.Id));
    }

    [Fact]
    public async Task An_order_that_is_passed_off_as_another_one_is_a_forgery()
    {
        var buyer = liar.Simulation.Nodes[2];
        var real = SealedOrder.Write(buyer.Self, liar.Simulation.Merchant.Public, Orders.Any(), isSealed: true);
        var again = real with { Key = "order/00000000000000000000000000000000" };

        Assert.True(await liar.TellAsync(real));
        Assert.False(await liar.TellAsync(again));

        Assert.Single(liar.Victim.Ledger.Under("order/"));
        Assert.True(liar.IsBanned);
    }

    [Fact]
    public async Task An_order_under_another_author_can_not_be_read_by_the_merchant()
    {
        var buyer = liar.Simulation.Nodes[2];
        var merchant = liar.Simulation.Merchant;
        var real = SealedOrder.Write(buyer.Self, merchant.Public, Orders.Any(), isSealed: true);
        var box = Json.Read<SealedOrder>(real.Body)!;

        var stolen = Entry.WriteOnce(liar.Self, "order", box);

        Assert.True(await liar.TellAsync(stolen));
        Assert.NotNull(SealedOrder.Open(real, merchant));
        Assert.Null(SealedOrder.Open(stolen, merchant));
    }

    [Fact]
    public async Task Bytes_with_another_hash_are_not_taken_and_their_bringer_is_banned()
    {
        // The liar listens under a name of its own and answers any question with other bytes.
        var clock = new VirtualClock();
        var shop = MerchantKeys.Create();
        var node = new Node(
            Identity.Create(), "honest", "here", shop.Public, new Settings(), clock, LieAsync, new Random(1));
        node.Members.Hear(new Claim(Announcement.Of(liar.Self, "liar", "here", 1), Standing.Alive));

        var bytes = await node.Fetcher.FetchAsync(Blobs.HashOf([1, 2, 3]));

        Assert.Null(bytes);
        Assert.Equal(1, node.Guard[Offence.WrongHash]);
        Assert.True(node.Guard.IsBanned(liar.Self.Id));

        Task<byte[]?> LieAsync(string to, byte[] message)
        {
            var request = Envelope.Parse(message)!;
            var answer = Json.Bytes(new Fetched([[4, 5, 6]]));
            return Task.FromResult<byte[]?>(new Envelope(
                liar.Self.PublicKey, request.From, request.SentAt, request.Number, Kinds.Reply, answer)
                .Sign(liar.Self).ToBytes());
        }
    }

    [Fact]
    public async Task Nobody_is_dead_because_somebody_says_so()
    {
        var victim = liar.Simulation.Nodes[2];
        var slander = new Claim(victim.Members.Own, Standing.Dead);

        await liar.SendAsync(liar.Write(Kinds.Ping, new Ping([slander])));
        await liar.Simulation.RoundsUntilAsync(() => false, limit: 60);

        Assert.True(liar.Simulation.MembersAgree);
    }

    [Fact]
    public async Task Nobody_can_speak_for_another()
    {
        var victim = liar.Simulation.Nodes[2].Members.Own;
        var slander = new Claim(victim with { Incarnation = long.MaxValue }, Standing.Suspect);

        await liar.SendAsync(liar.Write(Kinds.Ping, new Ping([slander])));

        Assert.True(liar.IsBanned);
        Assert.Equal(Standing.Alive, liar.Victim.Members.Find(victim.Id)!.Standing);
    }
}
