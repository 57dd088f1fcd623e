using System.Globalization;
using System.Net.Sockets;
using StackExchange.Redis;
using Shop.Tests;

[assembly: AssemblyFixture(typeof(RunningShop))]

namespace Shop.Tests;

/// <summary>Accounts in three regions, each with a database of its own, and the log of events.</summary>
public sealed class RunningShop : IAsyncLifetime
{
    private readonly Catalog catalog = new();

    public RedisServer Redis { get; } = new();

    public Site Us { get; } = new("us");

    public Site Eu { get; } = new("eu");

    public Site Ap { get; } = new("ap");

    public IReadOnlyList<Site> Sites => [Us, Eu, Ap];

    /// <summary>For tests that don't care which.</summary>
    public Service Backend => Us.Service;

    public Task<Customer> RegisterAsync() => Customer.RegisterAsync(Backend);

    public async ValueTask InitializeAsync()
    {
        await Task.WhenAll(Sites.Select(site => site.PrepareAsync()));
        await StartAsync();
    }

    public Task StartAsync(params (string, string)[] more) => Task.WhenAll(Sites.Select(site =>
        site.StartAsync(Sites, Redis.ConnectionString, catalog.Address, more)));

    public async ValueTask DisposeAsync()
    {
        foreach (var site in Sites)
            await site.DisposeAsync();
        await Redis.DisposeAsync();
        await catalog.DisposeAsync();
    }
}

/// <summary>Knows which products there are, and nothing else.</summary>
internal sealed class Catalog : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly Task serving;

    public Catalog()
    {
        Address = new($"{Service.FreeAddress()}");
        listener.Prefixes.Add(Address.OriginalString);
        listener.Start();
        serving = ServeAsync();
    }

    public Uri Address { get; }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving;
        listener.Close();
    }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                var product = int.Parse(
                    context.Request.Url!.Segments[^1], CultureInfo.InvariantCulture);
                context.Response.StatusCode = product <= 1_000 ? 200 : 404;
                context.Response.Close();
            }
            catch (Exception over) when (over is HttpListenerException or ObjectDisposedException)
            {
                // Stopped, or a client that left.
            }
        }
    }
}
