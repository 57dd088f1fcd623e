using System.Collections.Concurrent;
using System.Net;
using Shop.Protocol;

namespace Shop;

/// <summary>
/// Many peers in three regions, on real sockets and the real clock. All in this process, so what
/// lies between two of them is waited for and not sent through a proxy.
/// </summary>
internal sealed class Village(World world) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Settings settings = new() { Without = world.Without };
    private readonly ShopKeys shop = MerchantKeys.Create().Public;
    private readonly ConcurrentDictionary<string, Villager> villagers = new();
    private readonly Random random = new(1);
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false })
    {
        Timeout = Patience,
    };

    private int arrived;

    public IReadOnlyList<Villager> All => [.. villagers.Values];

    /// <summary>Whether each believes exactly the others to be there.</summary>
    public bool Agrees
    {
        get
        {
            var all = All.Select(one => one.Node.Self.Id).ToHashSet();
            return All.All(one => one.Node.Members.Present
                .Where(member => member.Standing == Standing.Alive)
                .Select(member => member.Id)
                .Append(one.Node.Self.Id)
                .ToHashSet()
                .SetEquals(all));
        }
    }

    /// <summary>Some arrive together. Each knows the name of one who is there.</summary>
    public async Task ArriveAsync(int count)
    {
        var contacts = All;
        var some = Enumerable.Range(0, count).Select(_ => Add()).ToList();
        await Task.WhenAll(some.Select(one => one.ArriveAsync()));
        foreach (var one in some)
        {
            villagers[one.Node.Name] = one;
        }

        await Task.WhenAll(some.Select(one =>
            one.Node.Prober.GreetAsync((contacts is [] ? some : contacts)[0].Node.Name)));
        some.ForEach(one => one.Live());
    }

    /// <summary>Some at random vanish, all in the same moment.</summary>
    public async Task VanishAsync(int count)
    {
        var all = All.ToArray();
        random.Shuffle(all);
        foreach (var one in all[..count])
        {
            villagers.TryRemove(one.Node.Name, out _);
        }

        await Task.WhenAll(all[..count].Select(one => one.DisposeAsync().AsTask()));
    }

    /// <summary>Somebody buys, as at a peer: it is bought when one other has a copy.</summary>
    /// <returns>The order's key; null if nobody took the copy.</returns>
    public async Task<string?> BuyAsync()
    {
        var self = All[random.Next(villagers.Count)].Node;
        var order = new Order(Guid.NewGuid(), self.Name, "one", DateTime.UtcNow, 0, []);
        var entry = SealedOrder.Write(self.Self, shop, order, isSealed: true);
        self.Ledger.Take(entry);
        return await self.Syncer.SpreadAsync([entry]) ? entry.Key : null;
    }

    /// <summary>How many of those who are there have an entry.</summary>
    public int Copies(string key) => All.Count(one => one.Node.Ledger.Find(key) is not null);

    public async ValueTask DisposeAsync()
    {
        await VanishAsync(villagers.Count);
        http.Dispose();
    }

    private Villager Add()
    {
        var region = Region.All[arrived % Region.All.Count];
        var name = $"villager-{++arrived}";
        return new Villager(
            new Node(
                Identity.Create(),
                name,
                region.Name,
                shop,
                settings,
                TimeProvider.System,
                (to, message) => CarryAsync(name, to, message),
                new Random(arrived)),
            region,
            settings);
    }

    // Who has vanished sends nothing more, either.
    private async Task<byte[]?> CarryAsync(string from, string to, byte[] message)
    {
        if (!villagers.TryGetValue(from, out var sender)
            || !villagers.TryGetValue(to, out var receiver))
        {
            return null;
        }

        await Task.Delay(world.Latency.Rtt(sender.Region, receiver.Region));
        try
        {
            using var content = new ByteArrayContent(message);
            using var answer = await http.PostAsync(receiver.Address, content);
            return answer.StatusCode == HttpStatusCode.OK
                ? await answer.Content.ReadAsByteArrayAsync()
                : null;
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException)
        {
            // It vanished meanwhile: from here nobody can tell.
            return null;
        }
    }
}
