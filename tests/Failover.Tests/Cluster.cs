using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Failover.Tests;

/// <summary>Three databases an ocean apart with their agents, as a level starts them.</summary>
public sealed partial class Cluster : IAsyncLifetime
{
    public static readonly string[] Sites = ["us", "eu", "ap"];

    internal static string[] Except(string gone) => [.. Sites.Where(site => site != gone)];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Bored = TimeSpan.FromSeconds(5);

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });
    private DistributedApplication app = null!;

    public Cluster()
        : this(null)
    {
    }

    internal Cluster(string? without) => Without = without;

    internal string? Without { get; }

    internal World World => app.Services.GetRequiredService<World>();

    internal Faults Faults => app.Services.GetRequiredService<Faults>();

    internal static Region RegionOf(string site) => site switch
    {
        "us" => Region.UsEast,
        "eu" => Region.EuWest,
        _ => Region.ApSoutheast,
    };

    public async ValueTask InitializeAsync()
    {
        var ports = (Random.Shared.Next(27, 32) * 1_000).ToString(CultureInfo.InvariantCulture);
        string[] arguments = Without is null
            ? ["--portbase", ports]
            : ["--portbase", ports, "--without", Without];
        var builder = await DistributedApplicationTestingBuilder.CreateAsync(
            typeof(Projects.AppHost), arguments);
        app = await builder.BuildAsync();
        await app.StartAsync();
        await SettledAsync();
        await using var source = NpgsqlDataSource.Create(
            await AddressAsync("us", "us") + ";Options=-c shop.epoch=1");
        await using var create = source.CreateCommand("create table ledger (id uuid primary key)");
        await create.ExecuteNonQueryAsync();
    }

    /// <summary>Mends everything and waits until one leads and the others follow.</summary>
    internal async Task HealAsync(string durability = "Async")
    {
        await Faults.RestoreAsync();
        await SettledAsync();
        await WantAsync(durability);
    }

    internal async Task WantAsync(string durability, string preset = "stage")
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Url("us", "control/wishes"));
        request.Headers.Add("X-Control-Key", await KeyAsync());
        request.Content = JsonContent.Create(new { durability, preset });
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        await UntilAsync(
            async () => (await StatusesAsync()).All(one => one?.Wishes.Durability == durability),
            $"all know of {durability}");
    }

    internal async Task SwitchAsync(string from, string to)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, Url(from, $"control/switchover?to=database-{to}"));
        request.Headers.Add("X-Control-Key", await KeyAsync());
        using var answer = await http.SendAsync(request);
        // Whoever leads no more by now refuses, and somebody else will be asked.
        Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.Accepted, HttpStatusCode.Conflict]);
    }

    internal Task SettledAsync() => UntilAsync(
        async () =>
        {
            var all = await StatusesAsync();
            return all.Count(one => one is { Role: "leader" }) == 1
                && all.Count(one => one is { Role: "replica", IsStreaming: true }) == 2;
        },
        "one leads and two follow");

    /// <summary>
    /// Waits until a site's member of etcd leads the others, as agents arrange it a moment after one
    /// of them began to lead.
    /// </summary>
    internal Task EtcdLedByAsync(string site) => UntilAsync(
        async () =>
        {
            using var answer = await http.PostAsJsonAsync(
                $"http://127.0.0.1:{Find($"etcd-{site}").Place()!.Port}/v3/maintenance/status",
                new object());
            var status = await answer.Content.ReadFromJsonAsync<JsonObject>();
            return (string?)status!["leader"] == (string?)status["header"]?["member_id"];
        },
        $"etcd-{site} leads");

    /// <summary>The site that leads by its own account; waits until there is one.</summary>
    internal async Task<string> LeaderAsync()
    {
        Status? leader = null;
        await UntilAsync(
            async () => (leader = (await StatusesAsync())
                .FirstOrDefault(one => one is { Role: "leader" })) is not null,
            "one leads");
        return leader!.Site;
    }

    internal Task KillAsync(string site) => Task.WhenAll(
        Faults.KillAsync($"database-{site}"), Faults.KillAsync($"failover-{site}"));

    internal Task PauseAsync(string site) => Task.WhenAll(
        Faults.PauseAsync($"database-{site}"), Faults.PauseAsync($"failover-{site}"));

    internal Task ResumeAsync(string site) => Task.WhenAll(
        Faults.ResumeAsync($"database-{site}"), Faults.ResumeAsync($"failover-{site}"));

    internal async Task IsolateAsync(string site, Outage outage)
    {
        foreach (var other in Sites.Where(other => other != site))
            await Faults.PartitionAsync(RegionOf(site), RegionOf(other), outage);
    }

    internal async Task<Status?> StatusAsync(string site)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            return await http.GetFromJsonAsync<Status>(Url(site, "status"), limit.Token);
        }
        // The client throws the last one if the agent dies just after it was connected.
        catch (Exception away) when (away
            is HttpRequestException or OperationCanceledException or SocketException)
        {
            return null;
        }
    }

    /// <summary>What an agent says, as soon as it says something.</summary>
    internal async Task<Status> AnswerAsync(string site)
    {
        Status? status = null;
        await UntilAsync(async () => (status = await StatusAsync(site)) is not null, $"{site} answers");
        return status!;
    }

    internal async Task<Known> AskForLeaderAsync(
        string site, int after, CancellationToken cancellation) =>
        (await http.GetFromJsonAsync<Known>(Url(site, $"leader?after={after}"), cancellation))!;

    /// <summary>How a client in one region reaches the database of another.</summary>
    internal async Task<string> AddressAsync(string from, string to)
    {
        var node = (PostgresResource)Find($"database-{to}");
        var local = await node.ConnectionStringExpression.GetValueAsync(default);
        if (from == to)
            return local!;
        var link = LinkTo(node.Name, from);
        return new NpgsqlConnectionStringBuilder(local) { Port = link.Port }.ConnectionString;
    }

    /// <summary>What of the given is not in a database now, the leader's if no other is named.</summary>
    internal async Task<IReadOnlyCollection<Guid>> MissingAsync(
        IEnumerable<Guid> ids, string? at = null)
    {
        at ??= await LeaderAsync();
        await using var source = NpgsqlDataSource.Create(await AddressAsync(at, at));
        await using var query = source.CreateCommand(
            "select array(select w.id from unnest($1) w(id) "
            + "where not exists (select from ledger l where l.id = w.id))");
        query.Parameters.AddWithValue(ids.ToArray());
        return (Guid[])(await query.ExecuteScalarAsync())!;
    }

    /// <summary>The latest epoch in which somebody takes writes, as any agent knows.</summary>
    internal async Task<int> OpenEpochAsync()
    {
        var all = await StatusesAsync();
        return all.Where(one => one is { Role: "leader" }).Max(one => one!.Epoch) ?? 0;
    }

    internal Task LedAfterAsync(int epoch) =>
        UntilAsync(async () => await OpenEpochAsync() > epoch, $"somebody leads after epoch {epoch}");

    /// <summary>Makes a site's node the leader, if it is not.</summary>
    internal async Task LeadAsync(string site)
    {
        var asked = TimeSpan.Zero;
        var clock = Stopwatch.StartNew();
        await UntilAsync(
            async () =>
            {
                var leader = await LeaderAsync();
                if (leader != site && (asked == default || clock.Elapsed - asked > Bored))
                {
                    // An agent forgets what it could not do, as when etcd was electing.
                    await SwitchAsync(leader, site);
                    asked = clock.Elapsed;
                }

                return leader == site;
            },
            $"{site} leads");
        await SettledAsync();
    }

    /// <summary>Others get no more log from a node; everything else goes on.</summary>
    internal async Task CutReplicationAsync(string site)
    {
        foreach (var other in Sites.Where(other => other != site))
            await Faults.CutAsync(LinkTo($"database-{site}", other), Outage.Refuse);
    }

    internal async Task CutOneWayAsync(string site, bool outwards)
    {
        foreach (var link in World.Wan.Links.Where(link => link.From != link.To.Place()!.Region))
        {
            if (outwards ? link.From == RegionOf(site) : link.To.Place()!.Region == RegionOf(site))
                await Faults.CutAsync(link, Outage.BlackHole);
        }
    }

    internal Link LinkTo(string resource, string from) =>
        World.Wan.Links.Single(link => link.To.Name == resource && link.From == RegionOf(from));

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        http.Dispose();
    }

    internal static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        for (var clock = Stopwatch.StartNew(); !await condition();)
        {
            Assert.True(clock.Elapsed < Patience, $"still not: {what}");
            await Task.Delay(50);
        }
    }

    internal async Task<Status?[]> StatusesAsync() => await Task.WhenAll(Sites.Select(StatusAsync));

    internal IResource Find(string name) =>
        app.Services.GetRequiredService<DistributedApplicationModel>()
            .Resources.Single(one => one.Name == name);

    private Uri Url(string site, string path) =>
        new($"http://127.0.0.1:{Find($"failover-{site}").Place()!.Port}/{path}");

    private async Task<string?> KeyAsync() =>
        await ((ParameterResource)Find("control-key")).GetValueAsync(default);
}

internal sealed record Status(
    string Node,
    string Role,
    string? Why,
    int? Epoch,
    string? Leader,
    bool EtcdReachable,
    bool IsStreaming,
    int? Timeline,
    long? Position,
    Wished Wishes,
    Steps? LastFailover,
    string? LastRejoin)
{
    public string Site => Node.Split('-')[^1];
}

internal sealed record Wished(string Durability, string Preset);

internal sealed record Steps(
    int Epoch, double Detect, double Elect, double Lease, double Promote, double Route);

internal sealed record Known(int Epoch, string? Node);
