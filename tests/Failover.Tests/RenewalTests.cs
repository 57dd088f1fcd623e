namespace Failover.Tests;

[Collection(Shared.Name)]
public sealed class RenewalTests(Cluster cluster)
{
    private const int Looks = 150;

    // Two or three hiccups of this machine: with a fence of two renewals less, 20 and more are closed.
    private const int Hiccup = 10;

    [Fact]
    public async Task A_leader_whose_renewals_cross_the_longest_ocean_twice_is_open_all_the_time()
    {
        await cluster.HealAsync();
        await cluster.LeadAsync("eu");
        await cluster.LeadAsync("us"); // By plan: etcd's leader makes room at once.
        await cluster.EtcdLedByAsync("eu");
        await cluster.Faults.KillAsync("etcd-us"); // Whose vote would be nearer to Ireland.
        await cluster.LeadAsync("ap");
        await cluster.EtcdLedByAsync("eu");

        await using var source = NpgsqlDataSource.Create(await cluster.AddressAsync("ap", "ap"));
        await using var question = source.CreateCommand(
            "select until > clock_timestamp() from fencing.lease, pg_sleep(0.02)");
        var closed = 0;
        for (var look = 0; look < Looks; look++)
            closed += await question.ExecuteScalarAsync() is true ? 0 : 1;
        Assert.InRange(closed, 0, Hiccup);
    }
}
