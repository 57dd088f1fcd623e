using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Shop.Verdicts.Adapters;
using Shop.Verdicts.Sessions;

namespace Shop;

internal static class ReplicationLag
{
    private const int Changes = 30;

    public static readonly Demo Demo = new(
        "replication-lag",
        "A copy that is half a second behind shows customers a cart without what they just put in; "
        + "those whose requests say what they have seen always find it.")
    {
        RestsOn = "tokens",
        Workload = new() { Rate = 5, Mix = new() { Cart = 0, Checkout = 0 } },
        Say = new(
            "A copy shall be half a second late. Let's put something into a cart in its region.",
            "First without cookies: the shop can't know what we have seen. Then with them.",
            "The cookie names a place in the database's log. Whoever is not there yet isn't asked."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var cluster = await Controls.ClusterAsync(stage.Shop.Services);
        using var caches = await Controls.CachesAsync(stage.Shop.Services);
        await cluster.SettleAsync();
        var copies = (await cluster.ReadAsync()).Where(one => one.Role == "replica").ToList();
        // Ireland's, unless it leads just now.
        var node = copies.Find(one => one.Site == "eu") ?? copies[0];
        var (copy, home) = (node.Node, Takeover.RegionOf(stage, node));
        try
        {
            await caches.SetAsync("none");
            await DelayAsync(stage, copy, "500ms");
            var (blind, _) = await ShopAsync(stage, home, "no cookies", remembers: false);
            stage.Expect("carts that lack the last change, no cookies", blind, "", atLeast: Changes / 2);
            var (seen, ms) = await ShopAsync(stage, home, "cookies", remembers: true);
            stage.Expect("carts that lack the last change, with cookies", seen, "", atMost: 0);
            stage.Measure("price: such a read takes, p50 ms", ms);
        }
        finally
        {
            await DelayAsync(stage, copy, "0");
            await caches.SetAsync("invalidate");
        }
    }

    // The copy has what is written in time, and shows it later: as if it were busy.
    private static async Task DelayAsync(Stage stage, string copy, string delay)
    {
        await ClusterControl.AskAsync<object>(
            stage, copy, $"alter system set recovery_min_apply_delay = '{delay}'");
        await ClusterControl.AskAsync<object>(stage, copy, "select pg_reload_conf()");
    }

    private static async Task<(int Stale, double P50)> ShopAsync(
        Stage stage, Region region, string name, bool remembers)
    {
        using var http = await RegisterAsync(stage, region, remembers);
        var (log, waits) = (new RegisterLog(), new List<double>());
        await stage.PhaseAsync(name, 1, async () =>
        {
            for (var product = 1; product <= Changes; product++)
            {
                stage.Cancellation.ThrowIfCancellationRequested();
                var write = log.BeginWrite(name, "pieces in the cart", product);
                using var put = await http.PutAsJsonAsync($"cart/items/{product}", new { quantity = 1 });
                put.EnsureSuccessStatusCode();
                log.End(write, Verdicts.Outcome.Ok);
                var begin = stage.Fleet.History.Now;
                var read = log.BeginRead(name, "pieces in the cart");
                var cart = await http.GetFromJsonAsync<Cart>("cart");
                log.EndRead(read, cart!.Items.Length);
                waits.Add((stage.Fleet.History.Now - begin).TotalMilliseconds);
            }
        });
        waits.Sort();
        return (stage.Judge(log.ToHistory(), new ReadYourWrites()), waits[waits.Count / 2]);
    }

    private static async Task<HttpClient> RegisterAsync(Stage stage, Region region, bool remembers)
    {
        var home = stage.Shop.Services.GetRequiredService<Entrances>().All
            .Single(one => one.Region == region);
        var http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = remembers,
            CookieContainer = new CookieContainer(),
        })
        {
            BaseAddress = new($"http://{home.Page.Address}/api/"),
        };
        var name = Guid.NewGuid().ToString("N");
        using var answer = await http.PostAsJsonAsync(
            "customers", new { email = $"{name}@shoppers.example", password = name, name });
        answer.EnsureSuccessStatusCode();
        var session = await answer.Content.ReadFromJsonAsync<Session>();
        http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", session!.Token);
        return http;
    }

    private sealed record Session(string Token);

    private sealed record Cart(Item[] Items);

    private sealed record Item(int ProductId);
}
