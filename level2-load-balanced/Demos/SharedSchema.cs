using Npgsql;
using Shop.Shoppers;

namespace Shop;

internal static class SharedSchema
{
    // The migration has added the new column and keeps both alike. This is its last step, for the
    // day on which nobody uses the old one any more.
    private const string Contract =
        """
        drop trigger products_details on products;
        alter table products drop column description;
        """;

    private const string Undo =
        """
        alter table products add column if not exists description text;
        update products set description = details;
        alter table products alter column description set not null;
        create or replace trigger products_details before insert or update on products
            for each row execute function keep_details();
        """;

    public static readonly Demo Demo = new(
        "shared-schema",
        "Two releases share one schema: expand, and both work; contract too early, and the old "
        + "one breaks.")
    {
        RestsOn = "expand",
        Workload = new() { Rate = 40 },
        Say = new(
            "v2 calls a column by another name. During a release, v1 and v2 read the same table.",
            "First with both columns there. Then somebody drops the old one while blue runs v1.",
            "Add first, remove last, and never both in one release. Rolling back needs it, too."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        var database = (PostgresResource)stage.Resource("database");
        var address = await database.ConnectionStringExpression.GetValueAsync(stage.Cancellation);
        await using var source = NpgsqlDataSource.Create(address!);
        await stage.Faults.DeployAsync("backend-green", "v2");
        await Releases.SmokeAsync(stage, "backend-green");
        var isExpanded = stage.World.Without != "expand";
        try
        {
            if (!isExpanded)
                await RunAsync(stage, source, Contract);
            var both = await stage.PhaseAsync("both columns", 5);
            if (isExpanded)
                await RunAsync(stage, source, Contract);
            var early = await stage.PhaseAsync("contracted too early", 5);
            Judge(stage, both, early);
        }
        finally
        {
            await RunAsync(stage, source, Undo);
        }
    }

    private static void Judge(Stage stage, Phase both, Phase early)
    {
        stage.Expect("failed with both columns", both.FailedPercent, "%", atMost: 0.5);
        stage.Expect("v2 answered meanwhile", Releases.Share(both, "v2"), "%", atLeast: 25);
        stage.Expect("failed on v1, contracted", FailedReads(early, "v1"), "%", atLeast: 90);
        stage.Expect("failed on v2, contracted", FailedReads(early, "v2"), "%", atMost: 0);
    }

    private static double FailedReads(Phase phase, string release)
    {
        var reads = phase.Window.Operations
            .Where(one => one.Class == Class.Read && one.IsServedBy(release))
            .ToList();
        return 100.0 * reads.Count(one => one.Missed) / reads.Count;
    }

    private static async Task RunAsync(Stage stage, NpgsqlDataSource source, string sql)
    {
        stage.Note("migrate", sql.Split('\n')[^1].Trim());
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
