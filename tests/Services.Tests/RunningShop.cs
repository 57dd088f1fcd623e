using Dapper;
using Npgsql;
using Shop.Tests;

[assembly: AssemblyFixture(typeof(RunningShop))]

namespace Shop.Tests;

/// <summary>One instance of each service, each with a database of its own, behind a gateway.</summary>
public sealed class RunningShop : IAsyncLifetime
{
    private readonly PostgresServer postgres = new();
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"shop-{Guid.NewGuid():N}"[..13]);
    private RedisServer events = null!;

    public Collector Collector { get; } = new();

    /// <summary>What customers reach: all services look like one.</summary>
    public Service Backend { get; private set; } = null!;

    public Instance Accounts { get; private set; } = null!;

    public Instance Catalog { get; private set; } = null!;

    public Instance Inventory { get; private set; } = null!;

    public Instance Orders { get; private set; } = null!;

    public Instance Payments { get; private set; } = null!;

    public string OrdersData { get; private set; } = "";

    public string InventoryData { get; private set; } = "";

    public IEnumerable<Instance> All => [Payments, Inventory, Catalog, Accounts, Orders];

    public async ValueTask InitializeAsync()
    {
        await postgres.InitializeAsync();
        events = new RedisServer();
        Payments = Make("Payments", "");
        Inventory = Make("Inventory", InventoryData = await postgres.CreateDatabaseAsync());
        Catalog = Make("Catalog", await postgres.CreateDatabaseAsync());
        Accounts = Make("Accounts", await postgres.CreateDatabaseAsync());
        Orders = Make("Orders", OrdersData = await postgres.CreateDatabaseAsync());
        foreach (var service in All)
            service.Knows(All);
        await Task.WhenAll(All.Select(service => service.StartAsync()));
        Backend = Service.Start("Gateway",
        [
            ("NEAREST", "us"),
            .. Exporting("gateway"),
            ("Limits__CustomerBurst", "10000"),
            ("Limits__RequestsPerCustomer", "10000"),
            .. All.Where(one => one != Payments && one != Inventory)
                .Select(one => ($"services__{one.Full}__http__0", one.Address)),
        ]);
        await Backend.WaitUntilReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Backend is not null)
            await Backend.DisposeAsync();
        foreach (var service in All)
            await service.DisposeAsync();
        await events.DisposeAsync();
        await postgres.DisposeAsync();
        Collector.Dispose();
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    public Task<Customer> RegisterAsync() => Customer.RegisterAsync(Backend);

    /// <summary>At the counter's; the catalog hears of it a moment later.</summary>
    public async Task SetStockAsync(int product, int pieces)
    {
        await using var connection = new NpgsqlConnection(InventoryData);
        await connection.ExecuteAsync(
            "update stock set available = @pieces, version = version + 1 where product_id = @product",
            new { product, pieces });
        await Eventually.BecomesTrueAsync(async () => await ShownAsync(product) == pieces);
    }

    public async Task<int> StockAsync(int product)
    {
        await using var connection = new NpgsqlConnection(InventoryData);
        return await connection.ExecuteScalarAsync<int>(
            "select available from stock where product_id = @product", new { product });
    }

    private async Task<int> ShownAsync(int product)
    {
        var answer = await Backend.Client.GetFromJsonAsync<JsonNode>($"/api/products/{product}");
        return (int)answer!["stock"]!;
    }

    private Instance Make(string name, string database) => new(name,
    [
        ($"ConnectionStrings__{name.ToLowerInvariant()}-us", database),
        ("ConnectionStrings__events", events.ConnectionString),
        ("CONTROL_KEY", "a key for tests"),
        ("DIRECTORY_KEY", "another key for tests, of thirty-two letters and more"),
        ("NEAREST", "us"),
        ("KEYS", Path.Combine(folder, "keys")),
        ("DATA", Path.Combine(folder, name)),
        .. Exporting($"{name.ToLowerInvariant()}-us"),
    ]);

    private IEnumerable<(string, string)> Exporting(string service) =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", Collector.Address),
        ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
        ("OTEL_SERVICE_NAME", service),
        ("OTEL_BSP_SCHEDULE_DELAY", "500"),
        ("NO_PROXY", "127.0.0.1"),
    ];
}
