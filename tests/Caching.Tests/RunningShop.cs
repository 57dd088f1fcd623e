using Dapper;
using Npgsql;
using Shop.Tests;

[assembly: AssemblyFixture(typeof(RunningShop))]

namespace Shop.Tests;

/// <summary>A database, a Redis and a backend, for all tests that don't break them.</summary>
public sealed class RunningShop : IAsyncLifetime
{
    private string database = "";
    private RedisServer redis = null!;

    public PostgresServer Postgres { get; } = new();

    public Service Backend { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        redis = new();
        await Postgres.InitializeAsync();
        database = await Postgres.CreateDatabaseAsync();
        Backend = await StartAnotherBackendAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Backend.DisposeAsync();
        await Postgres.DisposeAsync();
        await redis.DisposeAsync();
    }

    /// <summary>Of the same shop: the caller ends it.</summary>
    public Task<Service> StartAnotherBackendAsync() => Service.StartBackendAsync(
        database, "v1", ("ConnectionStrings__cache", redis.ConnectionString));

    public Task<Customer> RegisterAsync() => Customer.RegisterAsync(Backend);

    /// <summary>In the database, and until the backend has heard of it.</summary>
    public async Task SetStockAsync(int product, int pieces)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.ExecuteAsync(
            "update products set stock = @pieces where id = @product", new { product, pieces });
        await Eventually.BecomesTrueAsync(async () => await StockAsync(product) == pieces);
    }

    public async Task<int> StockAsync(int product)
    {
        var answer = await Backend.Client.GetFromJsonAsync<JsonNode>($"/api/products/{product}");
        return (int)answer!["stock"]!;
    }
}
