using System.Globalization;
using System.Net.ServerSentEvents;
using Shop.Shoppers.Tests;

namespace ControlRoom.Tests;

/// <summary>A control room with a whole world behind it; only the shop is a fake.</summary>
public sealed class Room : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient client = new();
    private FakeShop shop = null!;
    private DistributedApplication app = null!;
    private string chosen = "slow";
    private int port;

    internal int Pokes { get; private set; }

    /// <summary>How the shop really is; a demo may have its own way with it.</summary>
    internal string Pace { get; set; } = "slow";

    internal string Origin => $"http://localhost:{port}";

    /// <summary>The configured distance between the shop and its customers in Ireland.</summary>
    internal TimeSpan Rtt { get; } = new LatencyTable().Rtt(Region.EuWest, Region.UsEast);

    internal Board Board => app.Services.GetRequiredService<Board>();

    public async ValueTask InitializeAsync()
    {
        shop = await FakeShop.OpenAsync();
        // Below the range from which the system takes ports for outgoing connections.
        port = Random.Shared.Next(10, 15) * 1000;
        var builder = DistributedApplicationTestingBuilder.Create(
            "--portbase", port.ToString(CultureInfo.InvariantCulture));
        var service = Describe(builder, builder.AddWorld(TestDemos.All));
        app = builder.Build();
        await app.StartAsync();
        await app.Services.GetRequiredService<ResourceNotificationService>().PublishUpdateAsync(
            service, snapshot => snapshot with { State = KnownResourceStates.Running });
        await app.Services.GetRequiredService<FrontDesk>().Open.WaitAsync(Patience);
        await EventuallyAsync(async () => (await GetAsync("/")).IsSuccessStatusCode);
        await SeeAsync("level", "level", "isOpen", "true");
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        await shop.DisposeAsync();
    }

    internal Task<HttpResponseMessage> GetAsync(string path, params (string, string)[] headers) =>
        SendAsync(HttpMethod.Get, path, headers);

    /// <summary>Plays a demo past the page, as the command line does.</summary>
    internal Task<DemoReport> PlayAsync(string demo) =>
        app.Services.GetRequiredService<DemoRunner>().RunAsync(
            TestDemos.All.Single(one => one.Name == demo));

    /// <summary>Orders something as the page does.</summary>
    internal Task<HttpResponseMessage> OrderAsync(string path) =>
        SendAsync(
            HttpMethod.Post,
            $"/api/{path}",
            ("X-Control-Room", "1"),
            ("Origin", Origin),
            ("Sec-Fetch-Site", "same-origin"));

    /// <summary>Lets the shop forget orders until the result is disposed of.</summary>
    internal async Task<IDisposable> ForgetOrdersAsync()
    {
        await EventuallyAsync(() => Task.FromResult(!shop.Orders.IsEmpty));
        var (customer, orders) = shop.Orders.First();
        shop.Orders.TryRemove(customer, out _);
        return new Memory(() => shop.Orders.AddOrUpdate(customer, orders, (_, later) => [.. orders, .. later]));
    }

    /// <summary>Lets somebody have been shown a product as it was in some version.</summary>
    internal void Read(int product, long version)
    {
        var history = app.Services.GetRequiredService<FrontDesk>().Open.Result.Fleet.History;
        var now = history.Now;
        history.Add(new Operation
        {
            Region = Region.EuWest.Name,
            Kind = Kind.Product,
            Product = product,
            Version = version,
            Intended = now,
            Start = now,
            End = history.Now,
        });
    }

    /// <summary>Chooses a saved log on the page.</summary>
    internal Task<HttpResponseMessage> ReplayAsync(string file) =>
        SendAsync(
            HttpMethod.Post,
            "/api/replay",
            new StringContent(file),
            ("X-Control-Room", "1"),
            ("Origin", Origin),
            ("Sec-Fetch-Site", "same-origin"));

    internal Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        params (string Name, string Value)[] headers) =>
        SendAsync(method, path, content: null, headers);

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, Origin + path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>What the page would show now.</summary>
    internal JsonNode? Fact(string topic, string name) =>
        JsonNode.Parse(Board.Snapshot())!["facts"]![topic]?[name];

    internal IReadOnlyList<(double At, string Kind, string What)> Entries(string topic) =>
        [.. (JsonNode.Parse(Board.Snapshot())!["records"]![topic]?.AsArray() ?? [])
            .Select(one => ((double)one!["at"]!, (string)one["kind"]!, (string)one["what"]!))];

    internal IEnumerable<string> Log() =>
        (JsonNode.Parse(Board.Snapshot())!["records"]!["log"]?.AsArray() ?? [])
            .Select(entry => $"{entry!["kind"]}: {entry["what"]}");

    internal Task SeeAsync(string topic, string name, string property, string? value) =>
        EventuallyAsync(() => Task.FromResult(Fact(topic, name)?[property]?.ToString() == value));

    /// <summary>Sees a link as it was configured.</summary>
    internal Task SeeMendedAsync(string link) => EventuallyAsync(() => Task.FromResult(
        Fact("link", link) is { } one
        && one["down"] is null
        && !(bool)one["isFlapping"]!
        && (double)one["nowMs"]! == (double)one["rttMs"]!));

    internal async IAsyncEnumerable<SseItem<string>> EventsAsync()
    {
        using var response = await GetAsync("/api/events");
        await using var stream = await response.Content.ReadAsStreamAsync();
        await foreach (var item in SseParser.Create(stream).EnumerateAsync())
        {
            yield return item;
        }
    }

    internal static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await HoldsAsync(condition))
        {
            await Task.Delay(20, limit.Token);
        }
    }

    private static async Task<bool> HoldsAsync(Func<Task<bool>> condition)
    {
        try
        {
            return await condition();
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private Service Describe(IDistributedApplicationBuilder builder, World world)
    {
        var service = builder.AddResource(new Service("shop"))
            .WithAnnotation(new RegionAnnotation(Region.UsEast, shop.Url.Port))
            .WithRole(() => "leader")
            .WithCommand("poke", "Poke", _ =>
            {
                Pokes++;
                return Task.FromResult(CommandResults.Success());
            });
        Link[] links = [.. new[] { Region.UsEast, Region.EuWest }.Select(from => world.Wan.Declare(
            from, service.Resource, world.Latency.Rtt(from, Region.UsEast)))];
        builder.Services.AddSingleton(new Entrances(
            [.. links.Select(link => new ShopEntrance(link.From, link, link))],
            service.Resource,
            service.Resource));
        world.AddRegion(Region.UsEast);
        world.AddSwitch(new Switch("pace", "Pace", ["slow", "fast"], _ => chosen, ChoosePaceAsync));
        world.AddCounter(
            new Counter("pokes", "", 0, (_, _) => ValueTask.FromResult<double?>(Pokes)));
        return service.Resource;
    }

    private Task ChoosePaceAsync(IServiceProvider services, string pace)
    {
        (chosen, Pace) = (pace, pace);
        return Task.CompletedTask;
    }

    private sealed class Service(string name) : Resource(name);

    private sealed class Memory(Action comeBack) : IDisposable
    {
        public void Dispose() => comeBack();
    }
}

[CollectionDefinition("room")]
public sealed class RoomCollection : ICollectionFixture<Room>;
