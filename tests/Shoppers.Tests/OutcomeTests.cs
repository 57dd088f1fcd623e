using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using static Shop.Shoppers.Tests.Hand;

namespace Shop.Shoppers.Tests;

public sealed class OutcomeTests
{
    private static readonly Workload Patient = new() { Timeout = Ms(10_000) };
    private static readonly Workload Hasty = new() { Timeout = Ms(300) };

    [Theory]
    [InlineData(200, Outcome.Ok, Outcome.Ok)]
    [InlineData(402, Outcome.Rejected, Outcome.Rejected)]
    [InlineData(409, Outcome.Rejected, Outcome.Rejected)]
    [InlineData(429, Outcome.Limited, Outcome.Limited)]
    [InlineData(302, Outcome.Failed, Outcome.Failed)]
    [InlineData(400, Outcome.Failed, Outcome.Failed)]
    [InlineData(404, Outcome.Failed, Outcome.Failed)]
    [InlineData(500, Outcome.Failed, Outcome.Unknown)]
    [InlineData(503, Outcome.Failed, Outcome.Unknown)]
    public async Task Each_status_has_its_meaning_for_reads_and_purchases(
        int status,
        Outcome read,
        Outcome purchase)
    {
        await using var shop = await FakeShop.OpenAsync();
        shop.Before = context =>
        {
            context.Response.StatusCode = status;
            return Task.FromResult(true);
        };
        Assert.Equal((read, status), Brief(await RunAsync(shop, Kind.Product)));
        var bought = await RunAsync(shop, Kind.Checkout);
        Assert.Equal((purchase, status), Brief(bought));
        Assert.Equal(status == 200 ? null : $"http {status}", bought.Error);
    }

    [Fact]
    public async Task Without_an_answer_it_is_a_timeout()
    {
        await using var shop = await FakeShop.OpenAsync();
        shop.Before = async context =>
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted)
                .ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        };
        var read = await RunAsync(shop, Kind.Product, Hasty);
        Assert.Equal((Outcome.Failed, "timeout"), (read.Outcome, read.Error));
        Assert.InRange(read.Latency, Ms(295), Ms(2_000));
        Assert.Equal(Outcome.Unknown, (await RunAsync(shop, Kind.Checkout, Hasty)).Outcome);
    }

    [Fact]
    public async Task An_answer_that_stops_half_way_is_a_failure()
    {
        await using var shop = await FakeShop.OpenAsync();
        shop.Before = async context =>
        {
            context.Response.ContentLength = 1_000;
            await context.Response.WriteAsync("half");
            await context.Response.Body.FlushAsync();
            context.Abort();
            return true;
        };
        var read = await RunAsync(shop, Kind.Browse);
        Assert.Equal(Outcome.Failed, read.Outcome);
        Assert.Contains(read.Error, (string[])["connection reset", "connection closed"]);
    }

    [Fact]
    public async Task A_refused_connection_certainly_bought_nothing()
    {
        var nobody = new Uri($"http://127.0.0.1:{FreePort()}/");
        var bought = await RunAsync(new Entrance("eu", nobody, nobody), Kind.Checkout);
        Assert.Equal((Outcome.Failed, "connection refused"), (bought.Outcome, bought.Error));
    }

    [Fact]
    public async Task A_reset_after_sending_leaves_a_purchase_unknown()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var peer = ResetAsync(listener);
        var url = new Uri($"http://{listener.LocalEndpoint}/");
        var bought = await RunAsync(new Entrance("eu", url, url), Kind.Checkout);
        await peer;
        Assert.Equal((Outcome.Unknown, "connection reset"), (bought.Outcome, bought.Error));
    }

    [Fact]
    public async Task A_peer_that_hangs_up_is_told_from_one_that_resets()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var peer = HangUpAsync(listener);
        var url = new Uri($"http://{listener.LocalEndpoint}/");
        var read = await RunAsync(new Entrance("eu", url, url), Kind.Checkout);
        await peer;
        Assert.Equal((Outcome.Unknown, "connection closed"), (read.Outcome, read.Error));
    }

    [Fact]
    public async Task An_answer_tells_who_served_what_from_where()
    {
        await using var shop = await FakeShop.OpenAsync();
        var read = await RunAsync(shop, Kind.Product);
        Assert.Equal(("us-east-1/backend/v1", 1.5f), (read.ServedBy, read.DbMs));
        Assert.Equal((CacheState.Miss, 100, 7L), (read.Cache, read.Stock, read.Version));
    }

    [Fact]
    public async Task Nonsense_instead_of_a_product_is_an_answer_without_version()
    {
        await using var shop = await FakeShop.OpenAsync();
        shop.Before = async context =>
        {
            await context.Response.WriteAsync("{\"version\": \"x\", nonsense");
            return true;
        };
        var read = await RunAsync(shop, Kind.Product);
        Assert.Equal((Outcome.Ok, -1, -1L), (read.Outcome, read.Stock, read.Version));
    }

    private static (Outcome, int) Brief(Operation operation) =>
        (operation.Outcome, operation.Status);

    private static Task<Operation> RunAsync(FakeShop shop, Kind kind, Workload? workload = null) =>
        RunAsync(shop.From("eu"), kind, workload);

    private static async Task<Operation> RunAsync(Entrance entrance, Kind kind, Workload? workload = null)
    {
        using var wire = new Wire("eu", connect: null, Timeout.InfiniteTimeSpan);
        var history = new History();
        var shopper = new Shopper(entrance, wire, new Journal(history), TimeProvider.System);
        var errand = new Errand(kind, 5, new Customer("a@b"), history.Now, "key");
        return await shopper.RunAsync(errand, workload ?? Patient);
    }

    private static async Task ResetAsync(TcpListener listener)
    {
        using var socket = await listener.AcceptSocketAsync();
        await socket.ReceiveAsync(new byte[4_096]);
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
    }

    private static async Task HangUpAsync(TcpListener listener)
    {
        using var socket = await listener.AcceptSocketAsync();
        // Reads all there is: closing with unread bytes would be a reset.
        var seen = 0;
        while (seen < 2 || socket.Available > 0)
        {
            seen += await socket.ReceiveAsync(new byte[4_096]) > 0 ? 1 : 2;
            await Task.Delay(20);
            seen += socket.Available > 0 ? 0 : 2;
        }

        socket.Shutdown(SocketShutdown.Both);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
