using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Shop.Tests;

[assembly: AssemblyFixture(typeof(RunningShop))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

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
        await catalog.StartAsync();
        await Task.WhenAll(Sites.Select(site => site.PrepareAsync()));
        await StartAsync();
    }

    public async Task StartAsync(params (string, string)[] more)
    {
        await Task.WhenAll(Sites.Select(site =>
            site.StartAsync(Sites, Redis.ConnectionString, catalog.Address, more)));
        // Each asks all others: the first time may take longer than their patience with each other.
        foreach (var site in Sites)
        {
            using var answer = await site.Service.Client.PostAsJsonAsync(
                "/api/sessions", new { email = "nobody@example.com", password = "wrong password" });
        }
    }

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
    private readonly WebApplication app = Build();

    public Uri Address { get; } = Service.FreeAddress();

    public Task StartAsync()
    {
        app.Urls.Add(Address.OriginalString);
        app.MapGet("/api/products/{id:int}", (int id) =>
            id <= 1_000 ? Results.Ok() : Results.NotFound());
        return app.StartAsync();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        return builder.Build();
    }
}
