namespace Shop.Verdicts.Tests.Real.Scenarios;

/// <summary>
/// A database behind the shop's own fence: it takes writes under a lease only, and only of the
/// lease's epoch. A copy is promoted while the old leader is still there.
/// </summary>
internal abstract class Fenced : Scenario
{
    private const string Database = "fenced";
    private const string Far = "1 hour";

    internal override async Task RunAsync(Stage stage)
    {
        var old = await CreateAsync(stage);
        await OpenAsync(old, epoch: 1, Far, stage.IsOn);
        var before = await stage.ClientAsync("before", old, epoch: 1);
        Assert.Equal(Outcome.Ok, await before.WriteAsync("order", 1));
        var copy = await stage.CopyAsync(stage.Servers.Leader);
        var next = Servers.At("new leader", copy, Database);
        await LetGoAsync(old, stage.IsOn);
        await next.RunAsync("select pg_promote()");
        await OpenAsync(next, epoch: 2, Far, stage.IsOn);
        var after = await stage.ClientAsync("after", next, epoch: 2);
        Assert.Equal(Outcome.Ok, await after.WriteAsync("order", 2));
        var late = await LateAsync(stage, old);
        Assert.Equal(stage.IsOn ? Outcome.Failed : Outcome.Ok, late);
    }

    /// <summary>What becomes of the old leader's lease before the copy is promoted.</summary>
    protected virtual Task LetGoAsync(Site old, bool isOn) => Task.CompletedTask;

    /// <summary>A write at the old leader after the new one's.</summary>
    protected abstract Task<Outcome> LateAsync(Stage stage, Site old);

    /// <summary>As the agent beside a database does it each time it renews the lease.</summary>
    protected static Task OpenAsync(Site site, int epoch, string time, bool enforced) =>
        site.RunAsync(
            """
            insert into fencing.lease (epoch, until, enforced)
            values (@epoch, clock_timestamp() + @time::interval, @enforced)
            on conflict (only_one) do update
                set epoch = excluded.epoch, until = excluded.until, enforced = excluded.enforced
            """,
            new { epoch, time, enforced });

    private static async Task<Site> CreateAsync(Stage stage)
    {
        await stage.Leader.RunAsync($"drop database if exists {Database} with (force)");
        await stage.Leader.RunAsync($"create database {Database}");
        var site = Servers.At("old leader", stage.Servers.Leader, Database);
        await site.RunAsync(Servers.Table);
        using var stream = typeof(Fenced).Assembly.GetManifestResourceStream("fencing.sql")!;
        using var reader = new StreamReader(stream);
        await site.RunAsync(await reader.ReadToEndAsync());
        return site;
    }
}
