namespace Shop.Protocol;

/// <summary>
/// Any number of peers in one process: the same code as in the real ones, on a virtual clock and
/// with messages that arrive at once or not at all. Same seed, same story.
/// </summary>
public sealed class Simulation
{
    private readonly Random random;
    private readonly Settings settings;
    private readonly MerchantKeys merchant = MerchantKeys.Create();
    private readonly Dictionary<string, Node> nodes = [];
    private readonly Dictionary<string, int> sides = [];
    private int joined;

    public Simulation(int peers, int seed, Settings? settings = null)
    {
        random = new Random(seed);
        this.settings = settings ?? new Settings();
        // Somebody has to be first, and to have a message answered by.
        Add(merchant.Identity, "merchant");
        for (var peer = 1; peer < peers; peer++)
        {
            Join();
        }
    }

    public VirtualClock Clock { get; } = new();

    public MerchantKeys Merchant => merchant;

    /// <summary>All peers that run, the merchant first.</summary>
    public IReadOnlyList<Node> Nodes => [.. nodes.Values];

    public long Bytes => Nodes.Sum(node => node.Post.BytesSent);

    /// <summary>The part of all messages that is lost, 0 to 1.</summary>
    public double Loss { get; set; }

    /// <summary>Whether everybody knows exactly those that run.</summary>
    public bool MembersAgree
    {
        get
        {
            var running = Nodes.Select(node => node.Self.Id).Order().ToList();
            return Nodes.All(node => node.Members.Present
                .Where(member => member.Standing == Standing.Alive)
                .Select(member => member.Id)
                .Append(node.Self.Id)
                .Order()
                .SequenceEqual(running));
        }
    }

    public bool LedgersAgree => Nodes.Select(node => node.Ledger.Root).Distinct().Count() == 1;

    /// <summary>Adds a peer that knows the name of one other.</summary>
    public Node Join()
    {
        var contact = Nodes[random.Next(nodes.Count)].Name;
        var node = Add(Identity.Create(), $"peer-{++joined:000}");
        node.Prober.GreetAsync(contact).GetAwaiter().GetResult();
        return node;
    }

    /// <summary>Lets a peer vanish without a word.</summary>
    public void Kill(Node node) => nodes.Remove(node.Name);

    /// <summary>Messages pass only within a side; everybody is on side 0 at first.</summary>
    public void Put(Node node, int side) => sides[node.Name] = side;

    public void Reunite() => sides.Clear();

    /// <summary>One period of everybody, in random order.</summary>
    public async Task RoundAsync()
    {
        var order = nodes.Values.ToArray();
        random.Shuffle(order);
        foreach (var node in order)
        {
            await node.Prober.ProbeAsync();
            await node.Syncer.SyncAsync();
        }

        Clock.Advance(settings.Period);
    }

    /// <summary>Plays rounds until something is true.</summary>
    /// <returns>How many it took, or <paramref name="limit"/> if that wasn't enough.</returns>
    public async Task<int> RoundsUntilAsync(Func<bool> isTrue, int limit = 200)
    {
        for (var round = 0; round < limit; round++)
        {
            if (isTrue())
            {
                return round;
            }

            await RoundAsync();
        }

        return limit;
    }

    /// <summary>Sends bytes as they are, from nobody.</summary>
    public Task<byte[]?> DeliverAsync(string to, byte[] message) =>
        nodes.TryGetValue(to, out var node)
            ? node.ReceiveAsync(message)
            : Task.FromResult<byte[]?>(null);

    private Node Add(Identity identity, string name)
    {
        var node = new Node(
            identity,
            name,
            region: "simulated",
            merchant.Public,
            settings,
            Clock,
            (to, message) => CarryAsync(name, to, message),
            new Random(random.Next()));
        nodes.Add(name, node);
        return node;
    }

    private Task<byte[]?> CarryAsync(string from, string to, byte[] message)
    {
        var isApart = sides.GetValueOrDefault(from) != sides.GetValueOrDefault(to);
        return isApart || random.NextDouble() < Loss
            ? Task.FromResult<byte[]?>(null)
            : DeliverAsync(to, message);
    }
}
