using System.Net.Http.Json;
using System.Text.Json;
using Shop.Protocol;

namespace Shop;

internal static class MaliciousPeer
{
    private const string Victim = "peer-eu-1";

    public static readonly Demo Demo = new(
        "malicious-peer",
        "Forged, replayed, oversized, misdated: a liar's messages are refused and its key banned.")
    {
        RestsOn = "signatures",
        Say = new(
            "Everybody may join, so liars do. What can one do to the computer next door?",
            "A cheaper catalogue, an order twice, wrong bytes, huge messages, a false clock.",
            "What a key signs counts against it. But a new key costs nothing: see Sybil."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var street = new Street(stage);
        await stage.PhaseAsync("before", 3);
        var before = (await street.AskAsync(Victim))!;
        var banned = 0;
        var attacks = await stage.PhaseAsync("attacks", 3, async () =>
        {
            foreach (var attack in new[] { ForgeAsync, ReplayAsync, OversizeAsync, MisdateAsync })
            {
                using var liar = new Stranger(street, Victim);
                await attack(liar);
                banned += await liar.IsBannedAsync() ? 1 : 0;
            }
        });

        var after = (await street.AskAsync(Victim))!;
        stage.Expect("liars banned, of four", banned, "keys", atLeast: 4);
        Expect(Offence.Forgery, atLeast: 2);
        Expect(Offence.Replay, atLeast: 1);
        Expect(Offence.Oversized, atLeast: 3);
        Expect(Offence.Clock, atLeast: 3);
        var stock = await OverdrawAsync(street);
        stage.Expect("in stock after a liar 'sold' two billion", stock, "pieces", atLeast: 1);
        var bytes = await BringWrongBytesAsync(stage.World.Without);
        stage.Expect("wrong bytes taken", bytes, "files", atMost: 0);
        stage.Expect("failed meanwhile", attacks.Window.All.Failed, "requests", atMost: 0);
        var others = after.Banned.Length - before.Banned.Length - banned;
        stage.Expect("honest peers banned", others, "keys", atMost: 0);

        void Expect(Offence offence, int atLeast)
        {
            var count = after.Offences[$"{offence}"] - before.Offences[$"{offence}"];
            stage.Expect($"counted: {offence}", count, "messages", atLeast);
        }
    }

    // The whole catalogue, signed by somebody who isn't the merchant.
    private static async Task ForgeAsync(Stranger liar)
    {
        var cheap = new Product(1, "Everything", "Mugs", "", Price: 1, Stock: 1_000_000, Image: "");
        var forged = Catalogue.Write(liar.Self, new Blobs(), [cheap], version: 99);
        await liar.SendAsync(liar.Write(Kinds.Take, new Delivery([forged], [])));
    }

    // A message twice, which proves nothing against its signer; and an order under a second number.
    private static async Task ReplayAsync(Stranger liar)
    {
        var ping = liar.Write(Kinds.Ping, new Ping([]));
        await liar.SendAsync(ping);
        await liar.SendAsync(ping);
        var again = Entry.WriteOnce(liar.Self, "order", "ten of the same")
            with { Key = "order/00000000000000000000000000000000" };
        await liar.SendAsync(liar.Write(Kinds.Take, new Delivery([again], [])));
    }

    private static async Task OversizeAsync(Stranger liar)
    {
        for (var i = 0; i < 3; i++)
        {
            await liar.SendAsync(liar.Write(Kinds.Take, new string('x', 200_000)));
        }
    }

    private static async Task MisdateAsync(Stranger liar)
    {
        for (var i = 0; i < 3; i++)
        {
            await liar.SendAsync(liar.Write(Kinds.Ping, new Ping([]), TimeSpan.FromHours(1)));
        }
    }

    // It may say so: its counter is its own. It counts for as many as it had the right to sell.
    private static async Task<int> OverdrawAsync(Street street)
    {
        using var liar = new Stranger(street, Victim);
        var sold = Entry.Write(liar.Self, $"used/{liar.Self.Id}/7", int.MaxValue, int.MaxValue);
        await liar.SendAsync(liar.Write(Kinds.Take, new Delivery([sold], [])));
        var product = new Uri(street.Address(Victim), "api/products/7");
        var seen = await street.Http.GetFromJsonAsync<JsonElement>(product);
        return seen.GetProperty("stock").GetInt32();
    }

    // To a peer of the same code inside this process: whoever asks the liar gets other bytes.
    private static async Task<int> BringWrongBytesAsync(string? without)
    {
        using var liar = Identity.Create();
        using var self = Identity.Create();
        var honest = new Node(
            self,
            "honest",
            "here",
            MerchantKeys.Create().Public,
            new Settings { Without = without },
            new VirtualClock(),
            AnswerAsync,
            Random.Shared);
        honest.Members.Hear(new Claim(Announcement.Of(liar, "liar", "here", 1), Standing.Alive));
        return await honest.Fetcher.FetchAsync(Blobs.HashOf([1, 2, 3])) is null ? 0 : 1;

        Task<byte[]?> AnswerAsync(string to, byte[] message)
        {
            var asked = Envelope.Parse(message)!;
            var wrong = Json.Bytes(new Fetched([[4, 5, 6]]));
            return Task.FromResult<byte[]?>(
                new Envelope(liar.PublicKey, asked.From, asked.SentAt, asked.Number, Kinds.Reply, wrong)
                    .Sign(liar)
                    .ToBytes());
        }
    }
}
