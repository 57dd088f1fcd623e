using System.Diagnostics;
using Npgsql;

namespace Shop;

/// <summary>What the services' databases say when they are laid side by side, past the services.</summary>
/// <param name="Unpaid">Sold without a charge.</param>
/// <param name="PaidInVain">Charged, and neither sold nor refunded.</param>
internal sealed record Books(
    int Remaining, int Sold, int Unpaid, int PaidInVain, IReadOnlySet<Guid> Orders)
{
    /// <summary>Sets what is left of a product.</summary>
    public static async Task RestockAsync(Stage stage, int product, int stock)
    {
        await using var leader = await LeaderAsync(stage, "inventory");
        await using var command = new NpgsqlCommand(
            """
            begin;
            select set_config('shop.epoch', (select max(epoch)::text from fencing.epochs), true);
            update stock set available = $1, version = version + 1 where product_id = $2;
            commit
            """.Replace("$1", $"{stock}").Replace("$2", $"{product}"),
            leader);
        await command.ExecuteNonQueryAsync(stage.Cancellation);
    }

    /// <summary>Purchases of which nobody knows yet how they end.</summary>
    public static async Task<long> UnfinishedAsync(Stage stage)
    {
        await using var leader = await LeaderAsync(stage, "orders");
        await using var command = new NpgsqlCommand(
            "select count(*) from orders where state in ('open', 'sold')", leader);
        return (long)(await command.ExecuteScalarAsync(stage.Cancellation))!;
    }

    /// <summary>Waits until nothing is under way any more.</summary>
    /// <returns>Seconds; 20 if it does not end.</returns>
    public static async Task<double> FinishAsync(Stage stage)
    {
        var clock = Stopwatch.StartNew();
        while (await UnfinishedAsync(stage) > 0 && clock.Elapsed < TimeSpan.FromSeconds(20))
            await Task.Delay(100, stage.Cancellation);
        return clock.Elapsed.TotalSeconds;
    }

    /// <summary>All of one product that was restocked, when nothing is under way any more.</summary>
    public static async Task<Books> OfAsync(Stage stage, ServiceControl services, int product)
    {
        await using var inventory = await LeaderAsync(stage, "inventory");
        await using var left = new NpgsqlCommand(
            $"select available from stock where product_id = {product}", inventory);
        var remaining = (int)(await left.ExecuteScalarAsync(stage.Cancellation))!;
        await using var orders = await LeaderAsync(stage, "orders");
        var sold = await ReadAsync(orders, $"""
            select o.id from orders o join order_lines l on l.order_id = o.id
            where l.product_id = {product} and o.state in ('sold', 'done')
            """);
        var all = await ReadAsync(orders, "select id from orders where state in ('sold', 'done')");
        var charged = (await services.ChargesAsync())
            .Where(charge => charge.Outcome == "charged")
            .Select(charge => Guid.Parse(charge.Key))
            .ToHashSet();
        return new(
            remaining,
            sold.Count,
            sold.Count(order => !charged.Contains(order)),
            charged.Count(order => !all.Contains(order)),
            sold);
    }

    /// <summary>The server of a service's database that takes writes now.</summary>
    public static async Task<NpgsqlConnection> LeaderAsync(Stage stage, string service)
    {
        using var cluster = await Controls.ClusterAsync(stage.Shop.Services, service);
        var server = (PostgresResource)stage.Resource((await cluster.LeaderAsync()).Node);
        var address = await server.ConnectionStringExpression.GetValueAsync(stage.Cancellation);
        var schema = stage.World.Without == "split" ? $";Search Path={service}" : "";
        var connection = new NpgsqlConnection($"{address};Pooling=false;Timeout=5{schema}");
        await connection.OpenAsync(stage.Cancellation);
        return connection;
    }

    private static async Task<HashSet<Guid>> ReadAsync(NpgsqlConnection connection, string sql)
    {
        var found = new HashSet<Guid>();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            found.Add(rows.GetGuid(0));
        return found;
    }
}
