namespace Failover.Tests;

/// <summary>How long everybody waits for everybody can be changed while the cluster runs.</summary>
[Collection(Shared.Name)]
public sealed class PresetTests(Cluster cluster)
{
    // What the agents promise; a database is open for so long after its leader's last renewal.
    private const double StageFence = 1.15;

    [Fact]
    public async Task A_shorter_lease_begins_when_the_database_is_open_for_no_longer()
    {
        await cluster.HealAsync();
        await cluster.WantAsync("Async", "production");
        var leader = await cluster.LeaderAsync();
        await using var database = NpgsqlDataSource.Create(await cluster.AddressAsync(leader, leader));
        await Cluster.UntilAsync(
            async () => await PresetAsync(leader) == "production" && await OpenForAsync(database) > 5,
            "the database is open for seconds");

        await cluster.WantAsync("Async", "stage");
        var openFor = 0.0;
        await Cluster.UntilAsync(
            async () => await PresetAsync(leader) == "stage"
                && (openFor = await OpenForAsync(database)) > 0,
            "the shorter lease holds");

        Assert.InRange(openFor, 0, StageFence);
    }

    private async Task<string?> PresetAsync(string site) =>
        (await cluster.StatusAsync(site))?.Wishes.Preset;

    private static async Task<double> OpenForAsync(NpgsqlDataSource database)
    {
        await using var query = database.CreateCommand(
            "select extract(epoch from until - clock_timestamp())::float8 from fencing.lease");
        return (double)(await query.ExecuteScalarAsync())!;
    }
}
