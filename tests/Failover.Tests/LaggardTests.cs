namespace Failover.Tests;

[Collection(Shared.Name)]
public sealed class LaggardTests(Cluster cluster)
{
    /// <summary>More than a leader keeps of its log for those who are away: 64 MB in pieces of 4.</summary>
    private const int Pieces = 20;

    [Fact]
    public async Task A_copy_that_asks_for_what_the_leader_has_thrown_away_is_made_anew()
    {
        await cluster.HealAsync();
        var leader = await cluster.LeaderAsync();
        var behind = Cluster.Except(leader)[0];
        await cluster.Faults.CutAsync(cluster.LinkTo($"database-{leader}", behind), Outage.Refuse);
        await using var source = NpgsqlDataSource.Create(await cluster.AddressAsync(leader, leader));
        await Cluster.UntilAsync(
            async () => await AskAsync(source, $"not active from pg_replication_slots where slot_name = 'database_{behind}'"),
            "it is cut off");

        await using var name = source.CreateCommand("select pg_walfile_name(pg_current_wal_lsn())");
        var last = (string)(await name.ExecuteScalarAsync())!;
        for (var piece = 0; piece < Pieces; piece++)
            await AskAsync(source, "pg_logical_emit_message(false, 'more', 'log') < pg_switch_wal()");
        await Cluster.UntilAsync(
            async () =>
            {
                await Task.Delay(500); // Others have to get there as well.
                await using var checkpoint = source.CreateCommand(
                    $"select pg_replication_slot_advance('database_{behind}', pg_current_wal_lsn()); checkpoint");
                await checkpoint.ExecuteNonQueryAsync();
                return await AskAsync(source, $"min(name) > '{last}' from pg_ls_waldir() where name ~ '^[0-9A-F]{{24}}$'");
            },
            "the leader has thrown it away");
        await cluster.Faults.RestoreAsync();

        await Cluster.UntilAsync(
            async () => (await cluster.StatusAsync(behind))?.LastRejoin?.StartsWith("copied") == true,
            "it is copied");
        await cluster.SettledAsync();
    }

    private static async Task<bool> AskAsync(NpgsqlDataSource source, string question)
    {
        await using var query = source.CreateCommand($"select {question}");
        return await query.ExecuteScalarAsync() is true;
    }
}
