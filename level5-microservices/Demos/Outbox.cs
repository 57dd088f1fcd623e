using System.Net.Sockets;
using System.Text;

namespace Shop;

internal static class Outbox
{
    private const int Product = 700;
    private const int Each = 3;

    public static readonly Demo Demo = new(
        "outbox",
        "Whatever dies between an order and those who hear of it - the log, a reader, all that "
        + "the log remembers - each order counts once.")
    {
        RestsOn = "inbox",
        Workload = new() { Rate = 5 },
        Say = new(
            "Accounts counts what customers have bought, and only knows it from what Orders tells.",
            "The log dies while people buy. Then who counts dies. Then the log forgets everything.",
            "Told at least once, counted once: outboxes lose nothing, inboxes double nothing."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        await Books.RestockAsync(stage, Product, 1_000);
        var members = await Task.WhenAll(
            stage.Regions.Concat(stage.Regions).Select(home => Member.RegisterAsync(stage, home)));
        try
        {
            await stage.Faults.KillAsync("events");
            var bought = await BuyAsync(stage, members, "the log is dead");
            stage.Expect(
                "orders refused meanwhile", (Each * members.Length) - bought, "", atMost: 0);
            await stage.Faults.StartAsync("events");

            await stage.Faults.KillAsync("accounts-eu");
            bought += await BuyAsync(stage, members, "a reader is dead");
            await stage.Faults.StartAsync("accounts-eu");

            bought += await BuyAsync(stage, members, "all is well");
            await CountAsync(stage, members, bought);
            stage.Note("inject", "the log forgets everything");
            await ForgetAsync(stage);
            bought += await BuyAsync(stage, members, "it is told again");

            var counted = await CountAsync(stage, members, bought);
            stage.Expect("pieces ordered", bought, "", atLeast: 2 * Each * members.Length);
            stage.Expect("of them not counted", Math.Max(0, bought - counted), "", atMost: 0);
            stage.Expect("counted too often", Math.Max(0, counted - bought), "", atMost: 0);
        }
        finally
        {
            await stage.Faults.RestoreAsync();
            foreach (var member in members)
                member.Dispose();
        }
    }

    private static async Task<int> BuyAsync(Stage stage, Member[] members, string phase)
    {
        var orders = Array.Empty<bool>();
        await stage.PhaseAsync(phase, 2, async () =>
        {
            for (var turn = 0; turn < Each; turn++)
            {
                stage.Cancellation.ThrowIfCancellationRequested();
                orders =
                [
                    .. orders,
                    .. await Task.WhenAll(members.Select(one => one.BuyAsync(one.Home, Product))),
                ];
            }
        });
        return orders.Count(done => done);
    }

    // Until it is what is expected, and a little longer: too much comes late.
    private static async Task<int> CountAsync(Stage stage, Member[] members, int expected)
    {
        for (var attempt = 0; attempt < 40 && await SumAsync(members) < expected; attempt++)
            await Task.Delay(500, stage.Cancellation);
        await Task.Delay(3_000, stage.Cancellation);
        return await SumAsync(members);
    }

    private static async Task<int> SumAsync(Member[] members)
    {
        var all = await Task.WhenAll(members.Select(member => member.ExportAsync(member.Home)));
        return all.Sum(one => (int?)one?["bonus"] ?? 0);
    }

    // Redis understands commands as lines of text, too.
    private static async Task ForgetAsync(Stage stage)
    {
        var server = (RedisResource)stage.Resource("events");
        var address = await server.ConnectionStringExpression.GetValueAsync(stage.Cancellation);
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Place()!.Port, stage.Cancellation);
        await using var stream = client.GetStream();
        var text = $"AUTH {address!.Split("password=")[1]}\r\nFLUSHALL\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), stage.Cancellation);
        using var answers = new StreamReader(stream);
        await answers.ReadLineAsync(stage.Cancellation);
        await answers.ReadLineAsync(stage.Cancellation);
    }
}
