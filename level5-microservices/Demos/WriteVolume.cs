using Npgsql;

namespace Shop;

internal static class WriteVolume
{
    public static readonly Demo Demo = new(
        "write-volume",
        "No database takes much more than a third of all writes: those of a purchase go to several "
        + "leaders.")
    {
        RestsOn = "split",
        Workload = new() { Rate = 20, Mix = new() { Asset = 0, Cart = 20, Checkout = 15 } },
        Say = new(
            "One leader took every write of everybody. That is as fast as one machine is.",
            "Stock, orders, carts: each service writes to its own database, wherever that is at home.",
            "None has all of it any more. The sum is larger: events and sagas are writes, too."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        var before = await CountAsync(stage);
        await stage.PhaseAsync("shopping", 12);
        await Task.Delay(1_500, stage.Cancellation); // Servers count once a second.
        var after = await CountAsync(stage);
        var written = after.ToDictionary(one => one.Key, one => (double)(one.Value - before[one.Key]));
        var all = written.Values.Sum();
        foreach (var (server, rows) in written)
            stage.Measure($"{server}: rows written", rows);
        stage.Expect("rows written", all, "", atLeast: 300);
        stage.Expect("the busiest server's share", 100 * written.Values.Max() / all, "%", atMost: 40);
    }

    // Leaders, and the databases that are alone: copies write the same rows once more.
    private static async Task<Dictionary<string, long>> CountAsync(Stage stage)
    {
        var counts = new Dictionary<string, long>();
        foreach (var service in new[] { "catalog", "inventory", "orders" })
        {
            await using var leader = await Books.LeaderAsync(stage, service);
            var others = counts.Where(one => one.Key.EndsWith($":{leader.Port}"));
            // Where services share one, it is one.
            if (!others.Any())
                counts[$"{service} at :{leader.Port}"] = await CountAsync(leader);
        }

        foreach (var site in new[] { "us", "eu", "ap" })
        {
            var server = (PostgresResource)stage.Resource($"database-accounts-{site}");
            var address = await server.ConnectionStringExpression.GetValueAsync(stage.Cancellation);
            await using var connection = new NpgsqlConnection($"{address};Pooling=false");
            await connection.OpenAsync(stage.Cancellation);
            counts[$"accounts-{site}"] = await CountAsync(connection);
        }

        return counts;
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            """
            select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::bigint
            from pg_stat_user_tables where schemaname <> 'fencing'
            """,
            connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
