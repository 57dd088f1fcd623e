using Dapper;
using Npgsql;
using Shop.Tests;

[assembly: AssemblyFixture(typeof(RunningShop))]

namespace Shop.Tests;

/// <summary>A database, a backend and the assets, for all tests that don't break them.</summary>
public sealed class RunningShop : IAsyncLifetime
{
    private string database = "";

    public PostgresServer Postgres { get; } = new();

    public Service Backend { get; private set; } = null!;

    public Service Assets { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Postgres.InitializeAsync();
        database = await Postgres.CreateDatabaseAsync();
        Backend = await StartAnotherBackendAsync();
        Assets = Service.Start("Assets", ("API", Backend.Address.OriginalString));
        await Assets.WaitUntilReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Assets.DisposeAsync();
        await Backend.DisposeAsync();
        await Postgres.DisposeAsync();
    }

    /// <summary>Of the same shop: the caller ends it.</summary>
    public Task<Service> StartAnotherBackendAsync() => Service.StartBackendAsync(database);

    public Task<Customer> RegisterAsync() => Customer.RegisterAsync(Backend);

    public async Task SetStockAsync(int product, int pieces)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.ExecuteAsync(
            "update products set stock = @pieces where id = @product", new { product, pieces });
    }

    public async Task<int> StockAsync(int product)
    {
        var answer = await Backend.Client.GetFromJsonAsync<JsonNode>($"/api/products/{product}");
        return (int)answer!["stock"]!;
    }
}
