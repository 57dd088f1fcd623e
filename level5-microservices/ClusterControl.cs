using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.Sockets;
using Npgsql;

namespace Shop;

/// <summary>Watches the agents, and tells them what whoever runs the shop wishes.</summary>
internal sealed class ClusterControl(IReadOnlyList<ProjectResource> agents, string key) : IDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ControlClient control = new(key);
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(1),
    };

    /// <summary>All agents that answer.</summary>
    public async Task<IReadOnlyList<NodeStatus>> ReadAsync() =>
        [.. (await Task.WhenAll(agents.Select(ReadAsync))).OfType<NodeStatus>()];

    /// <summary>Who leads now, in the latest epoch of which anybody knows.</summary>
    public async Task<NodeStatus> LeaderAsync()
    {
        NodeStatus? leader = null;
        await UntilAsync(
            all => (leader = all.Where(one => one.Role == "leader").MaxBy(one => one.Epoch)) is not null,
            "somebody leads");
        return leader!;
    }

    /// <summary>Chooses what an acknowledged write survives, and waits until it does.</summary>
    /// <param name="durability">Async, Sync, Quorum or Apply.</param>
    public async Task ChooseAsync(string durability)
    {
        var leader = await LeaderAsync(); // Others may be lost.
        await control.SendAsync(
            HttpMethod.Put, Beside(leader), "control/wishes", new { durability, leader.Wishes.Preset });
        await UntilAsync(
            all => all.All(one => one.Wishes.Durability == durability),
            $"all know of {durability}");
    }

    /// <summary>
    /// Lets another node lead, in an orderly way: a switchover. Who leads takes no more writes,
    /// and steps down as soon as the other one has all of them. Nothing is done if it leads already.
    /// </summary>
    /// <param name="node">database-eu.</param>
    public async Task HandOverAsync(string node)
    {
        await UntilAsync(
            all => all.Any(one => one.Node == node && (one.Role == "leader" || one.IsStreaming)),
            $"{node} follows whoever leads");
        for (var clock = Stopwatch.StartNew(); await LeaderAsync() is var leader && leader.Node != node;)
        {
            if (clock.Elapsed > Patience)
                throw StillNot($"{node} leads");
            // An agent tries once: in a bad moment, as when etcd elects, it goes on leading.
            await AskToStepDownAsync(leader, node);
            await IsSoonAsync(all => all.Any(one => one.Node == node && one.Role == "leader"), Patience / 4);
        }

        await UntilAsync(all => all.Any(one => one.Node == node && one.IsSettled), $"{node} has settled");
    }

    /// <summary>Lets databases refuse by themselves, or go on for as long as nobody stops them.</summary>
    public Task FenceAsync(bool enforced) => Task.WhenAll(agents.Select(agent => control.SendAsync(
        HttpMethod.Put, agent, $"control/fencing?enforced={enforced}")));

    /// <summary>Waits until one leads and all others follow it.</summary>
    public Task SettleAsync() => UntilAsync(
        all => all.Count(one => one.Role == "leader") == 1
            && all.Count(one => one is { Role: "replica", IsStreaming: true }) == agents.Count - 1,
        "one leads and the others follow");

    /// <exception cref="DistributedApplicationException">It takes more than 20 s.</exception>
    public async Task UntilAsync(Func<IReadOnlyList<NodeStatus>, bool> condition, string what)
    {
        if (!await IsSoonAsync(condition, Patience))
            throw StillNot(what);
    }

    public void Dispose()
    {
        control.Dispose();
        http.Dispose();
    }

    /// <summary>Asks or tells a node of PostgreSQL something, past the shop.</summary>
    public static async Task<T?> AskAsync<T>(Stage stage, string node, string sql, params object[] values)
    {
        var server = (PostgresResource)stage.Resource(node);
        var address = await server.ConnectionStringExpression.GetValueAsync(stage.Cancellation);
        await using var connection = new NpgsqlConnection($"{address};Pooling=false;Timeout=5");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return (T?)await command.ExecuteScalarAsync();
    }

    private async Task AskToStepDownAsync(NodeStatus leader, string node)
    {
        try
        {
            await control.SendAsync(
                HttpMethod.Post, Beside(leader), $"control/switchover?to={node}");
        }
        catch (HttpRequestException)
        {
            // It does not lead any more: whoever does will be asked.
        }
    }

    private async Task<bool> IsSoonAsync(Func<IReadOnlyList<NodeStatus>, bool> condition, TimeSpan limit)
    {
        for (var clock = Stopwatch.StartNew(); !condition(await ReadAsync());)
        {
            if (clock.Elapsed > limit)
                return false;
            await Task.Delay(Glance);
        }

        return true;
    }

    private static DistributedApplicationException StillNot(string what) => new($"Still not: {what}.");

    private ProjectResource Beside(NodeStatus node) =>
        agents.Single(one => one.Name.Split('-')[^1] == node.Site);

    private async Task<NodeStatus?> ReadAsync(ProjectResource agent)
    {
        try
        {
            var address = $"http://127.0.0.1:{agent.GetEndpoint("http").Port}/status";
            return await http.GetFromJsonAsync<NodeStatus>(address);
        }
        catch (Exception away) when (away
            is HttpRequestException or TaskCanceledException or SocketException)
        {
            return null; // Dead or frozen, as agents are in demos.
        }
    }
}

/// <param name="Node">As its resource is called: database-eu.</param>
/// <param name="Role">leader, replica, candidate, fenced, rejoining and the like.</param>
/// <param name="Why">Why it does no more than that.</param>
/// <param name="IsSettled">False while etcd's leader has still to make room after a planned change.</param>
/// <param name="LagMs">Age of the newest transaction that a replica shows; 0 if it shows all.</param>
/// <param name="LastFailover">Of the one that led this node to the lead.</param>
internal sealed record NodeStatus(
    string Node,
    string Role,
    string? Why,
    int? Epoch,
    bool IsStreaming,
    bool IsSettled,
    double LagMs,
    Wished Wishes,
    FailoverSteps? LastFailover,
    string? LastRejoin)
{
    public string Site => Node.Split('-')[^1];
}

internal sealed record Wished(string Durability, string Preset);

/// <summary>Milliseconds, one after another.</summary>
/// <param name="Ago">Milliseconds since the last of them.</param>
internal sealed record FailoverSteps(
    int Epoch, double Detect, double Elect, double Lease, double Promote, double Route, double Ago);
