using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Shop.Verdicts.Anomalies;

namespace Shop;

/// <summary>
/// Some customers of each region who put one product after another into their carts, and remember
/// what the shop acknowledged and in which epoch. Afterwards it can be compared with the database.
/// </summary>
internal sealed class Diary : IAsyncDisposable
{
    private const int Customers = 6;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource end = new();
    private readonly long began = Stopwatch.GetTimestamp();
    private readonly Stage stage;
    private readonly List<HttpClient> clients = [];
    private Task writing = Task.CompletedTask;

    private Diary(Stage stage) => this.stage = stage;

    /// <summary>What the last count of acknowledged and lost writes found, for the control room.</summary>
    public static double? LastLost { get; private set; }

    public ConcurrentQueue<Entry> Entries { get; } = new();

    /// <summary>Lets them begin, in some regions or all.</summary>
    public static async Task<Diary> BeginAsync(Stage stage, params IReadOnlyList<Region> regions)
    {
        var diary = new Diary(stage);
        var homes = stage.Shop.Services.GetRequiredService<Entrances>().All
            .Where(home => regions is [] || regions.Contains(home.Region));
        var writers = await Task.WhenAll(homes.SelectMany(home =>
            Enumerable.Range(0, Customers).Select(_ => diary.RegisterAsync(home))));
        diary.writing = Task.WhenAll(writers
            .GroupBy(writer => writer.Region)
            .Select(region => diary.WriteAsync([.. region])));
        return diary;
    }

    /// <summary>Waits until every region's customers have written in a later epoch.</summary>
    /// <returns>Seconds since a moment until the last region's first one; NaN: never.</returns>
    public async Task<double> WroteAfterAsync(int epoch, long moment, IReadOnlyList<Region> regions)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(20);)
        {
            var firsts = Entries
                .Where(entry => entry.Epoch > epoch)
                .GroupBy(entry => entry.Region, entry => entry.At)
                .ToDictionary(
                    region => region.Key,
                    region => Stopwatch.GetElapsedTime(moment, region.Min()).TotalSeconds);
            if (regions.All(firsts.ContainsKey))
            {
                foreach (var (region, seconds) in firsts)
                    stage.Measure($"writes again from {region.Name} after, s", seconds);
                return regions.Max(region => firsts[region]);
            }

            await Task.Delay(50, stage.Cancellation);
        }

        return double.NaN;
    }

    /// <summary>
    /// Writes that an older epoch's leader accepted although they were sent after a newer one's had
    /// acknowledged something: two leaders at once.
    /// </summary>
    public int CountLate() => stage.Judge(ToHistory(), new StaleLeader());

    /// <summary>Acknowledged writes that are not in a database.</summary>
    public async Task<int> CountLostAsync(string node)
    {
        var rows = await ClusterControl.AskAsync<string[]>(
            stage,
            node,
            """
            select coalesce(array_agg(customer_id || ' ' || product_id), '{}') from cart_items
            where customer_id = any($1::bigint[])
            """,
            Entries.Select(entry => entry.Customer).Distinct().ToArray());
        var kept = rows!.Select(row => $"cart {row}").ToHashSet();
        var lost = stage.Judge(
            ToHistory(), new LostWrites(write => kept.Contains($"{write.Key} {write.Value}")));
        LastLost = lost;
        return lost;
    }

    private Verdicts.History ToHistory() => new(Entries.Select(entry => new Verdicts.Operation
    {
        Client = entry.Region.City,
        Key = $"cart {entry.Customer}",
        Kind = Verdicts.Kind.Write,
        Value = entry.Product,
        Epoch = entry.Epoch,
        Start = Stopwatch.GetElapsedTime(began, entry.Sent),
        End = Stopwatch.GetElapsedTime(began, entry.At),
    }));

    public async Task StopAsync()
    {
        await end.CancelAsync();
        await writing;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        clients.ForEach(client => client.Dispose());
        end.Dispose();
    }

    private async Task<Writer> RegisterAsync(ShopEntrance home)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false })
        {
            BaseAddress = new($"http://{home.Page.Address}/api/"),
            Timeout = TimeSpan.FromSeconds(6),
        };
        clients.Add(http);
        var name = Guid.NewGuid().ToString("N");
        using var answer = await http.PostAsJsonAsync(
            "customers", new { email = $"{name}@shoppers.example", password = name, name });
        answer.EnsureSuccessStatusCode();
        var session = await answer.Content.ReadFromJsonAsync<Session>();
        http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", session!.Token);
        return new(home.Region, session.Customer.Id, http);
    }

    private async Task WriteAsync(List<Writer> writers)
    {
        var writes = new List<Task>();
        for (var write = 0; !end.IsCancellationRequested; write++)
        {
            writes.Add(WriteAsync(writers[write % Customers], 1 + (write / Customers)));
            await Task.Delay(Pace);
        }

        await Task.WhenAll(writes);
    }

    private async Task WriteAsync(Writer writer, int product)
    {
        var sent = Stopwatch.GetTimestamp();
        try
        {
            using var answer = await writer.Http.PutAsJsonAsync(
                $"cart/items/{product}", new { quantity = 1 });
            // Which leader took it: the answer carries its epoch and position.
            if (answer.IsSuccessStatusCode && answer.Headers.TryGetValues("X-Shop-Seen", out var mark))
                Entries.Enqueue(new(
                    writer.Region,
                    writer.Customer,
                    product,
                    int.Parse(mark.Single().Split('-')[0], CultureInfo.InvariantCulture),
                    sent,
                    Stopwatch.GetTimestamp()));
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
        {
            // Not acknowledged: whatever became of it, nobody was promised anything.
        }
    }

    private sealed record Session(string Token, Customer Customer);

    private sealed record Customer(long Id);

    private sealed record Writer(Region Region, long Customer, HttpClient Http);
}

/// <summary>A write that was acknowledged.</summary>
internal sealed record Entry(
    Region Region, long Customer, int Product, int Epoch, long Sent, long At)
{
    public double Ms => Stopwatch.GetElapsedTime(Sent, At).TotalMilliseconds;
}
