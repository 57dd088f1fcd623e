using Dapper;
using Npgsql;
using Shop.Verdicts.Anomalies;

namespace Shop.Verdicts.Tests.Real.Scenarios;

/// <summary>
/// The link to the copy is cut, one more order is placed, and the leader dies. Then the copy leads.
/// </summary>
internal sealed class SynchronousCopy : Scenario
{
    private Site copy = null!;

    internal override string Mechanism => "commit waits for the copy";

    internal override string Guarantee => "lost acknowledged write";

    internal override async Task RunAsync(Stage stage)
    {
        copy = Servers.At("copy", await stage.CopyAsync(stage.Servers.Other));
        var client = await stage.ClientAsync("client", stage.Other);
        var wait = stage.IsOn ? "on" : "local";
        await client.AskAsync<string>($"set synchronous_commit = {wait}");
        for (var order = 1; order <= 3; order++)
            Assert.Equal(Outcome.Ok, await client.WriteAsync("order", order));
        await CutAsync(stage.Other, copy);
        var last = client.WriteAsync("order", 4);
        await (stage.IsOn ? Stage.WaitsForCopyAsync(client, stage.Other) : last);
        await stage.Servers.Other.StopAsync("immediate");
        // For the next one.
        await stage.Servers.Other.StartAsync();
        Assert.Equal(stage.IsOn ? Outcome.Unknown : Outcome.Ok, await last);
        await copy.RunAsync("select pg_promote()");
    }

    internal override async Task<Verdict> JudgeAsync(Stage stage, History history)
    {
        // What the others wrote is at a leader that lives.
        var survived = await RowsAsync(copy);
        foreach (var (key, value) in await RowsAsync(stage.Leader))
            survived.Add(key, value);
        return LostWrites.InRegisters(survived).Check(history);
    }

    private static async Task CutAsync(Site leader, Site copy)
    {
        await copy.CatchUpAsync(leader);
        await copy.RunAsync("alter system set primary_conninfo = ''");
        await copy.RunAsync("select pg_reload_conf()");
        await leader.UntilAsync("not exists (select from pg_stat_replication)");
    }

    private static async Task<Dictionary<string, long>> RowsAsync(Site site)
    {
        await using var connection = new NpgsqlConnection(site.Address);
        var rows = await connection.QueryAsync<(string, long)>("select key, value from register");
        return rows.ToDictionary();
    }
}
