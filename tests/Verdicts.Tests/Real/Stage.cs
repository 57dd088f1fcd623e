using System.Collections.Concurrent;
using Shop.Tests;
using Shop.Verdicts.Adapters;

namespace Shop.Verdicts.Tests.Real;

/// <summary>One run of a scenario on the shared servers.</summary>
/// <param name="servers">Running.</param>
/// <param name="isOn">Whether the mechanism is there.</param>
internal sealed class Stage(Servers servers, bool isOn) : IAsyncDisposable
{
    private readonly ConcurrentStack<IAsyncDisposable> own = new();

    internal bool IsOn => isOn;

    internal RegisterLog Log { get; } = new();

    internal Servers Servers => servers;

    internal Site Leader { get; } = Servers.At("leader", servers.Leader);

    internal Site Replica { get; } = Servers.At("replica", servers.Replica);

    internal Site Other { get; } = Servers.At("other", servers.Other);

    /// <summary>Wherever the last run ended: nothing is written yet, and all know it.</summary>
    internal async Task ResetAsync()
    {
        await Leader.RunAsync("delete from register");
        await Other.RunAsync("delete from register");
        await ResumeAsync();
    }

    internal async Task<Client> ClientAsync(string name, Site site, long? epoch = null) =>
        Own(await Client.ConnectAsync(Log, name, site, epoch));

    internal Task<Client[]> ClientsAsync(string name, int count, Site site) =>
        Task.WhenAll(Enumerable.Range(1, count).Select(n => ClientAsync($"{name} {n}", site)));

    /// <summary>The replica still gets the log, and shows nothing of it any more.</summary>
    internal async Task PauseAsync()
    {
        await Replica.CatchUpAsync(Leader);
        await Replica.RunAsync("select pg_wal_replay_pause()");
        await Replica.UntilAsync("pg_get_wal_replay_pause_state() = 'paused'");
    }

    internal async Task ResumeAsync()
    {
        await Replica.RunAsync("select pg_wal_replay_resume()");
        await Replica.CatchUpAsync(Leader);
    }

    /// <summary>A client waits for a lock that another one holds.</summary>
    internal Task BlockedAsync(Client client) =>
        Leader.UntilAsync("cardinality(pg_blocking_pids(@Process)) > 0", new { client.Process });

    /// <summary>A client's commit waits for the copy.</summary>
    internal static Task WaitsForCopyAsync(Client client, Site site) => site.UntilAsync(
        "exists (select from pg_stat_activity where pid = @Process and wait_event = 'SyncRep')",
        new { client.Process });

    /// <summary>A copy of a server, for this run only.</summary>
    internal async Task<PostgresServer> CopyAsync(PostgresServer leader)
    {
        var copy = Own(new PostgresServer { Leader = leader, Settings = Servers.Settings });
        await copy.InitializeAsync();
        return copy;
    }

    public async ValueTask DisposeAsync()
    {
        while (own.TryPop(out var one))
            await one.DisposeAsync();
    }

    private T Own<T>(T one)
        where T : IAsyncDisposable
    {
        own.Push(one);
        return one;
    }
}
