using System.Globalization;

namespace Shop;

/// <summary>How the database beside this agent becomes a replica or a leader.</summary>
internal sealed partial class Node
{
    private Durability? promised;

    /// <summary>Takes nothing from any leader any more. What it has by then is its last word.</summary>
    public async Task SealAsync()
    {
        await SetAsync("primary_conninfo", "");
        while (await AskAsync(connection => connection.ExecuteScalarAsync<bool>(
            "select exists (select from pg_stat_wal_receiver)")))
            await Task.Delay(5);
    }

    public async Task FollowAsync(string leader)
    {
        await SetAsync("primary_slot_name", SlotOf(name));
        await SetAsync("primary_conninfo", ConnectionTo(leader));
        // A former leader's: they would keep its log for ever.
        await RunAsync("select pg_drop_replication_slot(slot_name) from pg_replication_slots");
    }

    public Task PromoteAsync() => RunAsync("select pg_promote(wait => false)");

    /// <summary>What a leader needs before it lets the first write in.</summary>
    public async Task PrepareToLeadAsync(int epoch)
    {
        await RunAsync(Embedded.Text("fencing.sql"));
        await RunAsync(
            "insert into fencing.epochs (epoch, node) values (@epoch, @name) on conflict do nothing",
            new { epoch, name });
    }

    /// <summary>Lets others follow. They may connect before this one leads.</summary>
    public async Task OfferAsync()
    {
        foreach (var other in Others.Select(SlotOf))
            await RunAsync(
                """
                select pg_create_physical_replication_slot(@other, true)
                where not exists (select from pg_replication_slots where slot_name = @other)
                """,
                new { other });
    }

    /// <summary>
    /// Makes commits wait for replicas, or not. On replicas, too, where it has no effect yet: who is
    /// promoted keeps the promise from its first write on.
    /// </summary>
    /// <returns>Whether that is news.</returns>
    public async Task<bool> PromiseAsync(Durability durability)
    {
        if (promised == durability)
            return false;
        await SetAsync("synchronous_commit", durability.Commit());
        await SetAsync("synchronous_standby_names", durability.Standbys(Others));
        promised = durability;
        return true;
    }

    /// <summary>Its settings are as another server's, or gone: say everything again.</summary>
    public void Forget() => promised = null;

    /// <summary>For libpq, whose password is in a file.</summary>
    public string ConnectionTo(string other)
    {
        var address = new NpgsqlConnectionStringBuilder(addresses[other]);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"host={address.Host} port={address.Port} user={address.Username} dbname=postgres "
            + $"application_name={name} connect_timeout=2 sslmode=disable gssencmode=disable");
    }

    public static string SlotOf(string node) => node.Replace('-', '_');

    // PostgreSQL takes no parameters here.
    private async Task SetAsync(string setting, string value)
    {
        await RunAsync($"alter system set {setting} = '{value.Replace("'", "''")}'");
        await RunAsync("select pg_reload_conf()");
    }
}
