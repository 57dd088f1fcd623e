using Npgsql;

namespace Aspire.Hosting;

/// <summary>
/// The parts of any level, told apart by type and by name, so that one list of faults fits all:
/// backend-blue, balancer-eu, cache-ap, edge-us, dns, etcd-eu, peer-3.
/// </summary>
internal sealed class Parts(ShopUnderTest shop)
{
    private static readonly string[] Kinds = ["balancer", "edge", "dns", "etcd", "peer"];

    // What customers don't call themselves, or what only draws the page.
    private static readonly string[] Helpers = ["assets", "failover", "payments", "rendezvous"];

    // A leader keeps its log for each copy, in a slot of its own.
    private const string Whole = """
        (SELECT count(*) FROM pg_replication_slots)
            = (SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming')
        """;

    // Who led, died and came back takes no writes until its agent says so.
    private const string Unfenced =
        "EXISTS (SELECT FROM fencing.lease WHERE NOT enforced OR until > clock_timestamp())";

    private readonly DistributedApplicationModel model =
        shop.Services.GetRequiredService<DistributedApplicationModel>();

    /// <summary>What runs all the time.</summary>
    public IReadOnlyList<IResource> All =>
        [.. model.Resources.Where(one => one.Place() is not null && !IsSpare(one))];

    /// <summary>The same with those that are in no region, and where each can be found.</summary>
    public IReadOnlyList<(IResource Part, int Port, Region Region)> Measured =>
    [
        .. All.Select(one => (one, one.Place()!.Port, one.Place()!.Region)),
        .. from one in model.Resources
           from server in one.Annotations.OfType<NameServerAnnotation>()
           select (one, server.Port, shop.World.Regions[0]),
    ];

    /// <summary>
    /// What answers the API: everything called backend, or the services that took its place.
    /// </summary>
    public IReadOnlyList<IResource> Backends
    {
        get
        {
            var services = Of("service").Where(one => !Helpers.Any(one.Name.StartsWith)).ToList();
            var named = services.Where(one => one.Name.StartsWith("backend")).ToList();
            return named.Count > 0 ? named : services;
        }
    }

    public static string KindOf(IResource resource) => resource switch
    {
        PostgresResource => "database",
        RedisResource => "cache",
        _ when resource.Name.StartsWith("gateway") => "balancer",
        _ => Kinds.FirstOrDefault(kind => resource.Name.StartsWith(kind))
            ?? (resource.Name.StartsWith("cdn") ? "edge" : "service"),
    };

    public IEnumerable<IResource> Of(string kind) => All.Where(one => KindOf(one) == kind);

    /// <summary>The first database that accepts writes, or null: that of the orders, if there are several.</summary>
    public async Task<IResource?> LeaderAsync(CancellationToken cancellation) =>
        (await LeadersAsync(cancellation)).FirstOrDefault();

    /// <summary>All databases that accept writes, that of the orders first.</summary>
    public async Task<IReadOnlyList<IResource>> LeadersAsync(CancellationToken cancellation)
    {
        var databases = Of("database").OrderByDescending(one => one.Name.Contains("orders")).ToList();
        var leads = await Task.WhenAll(databases.Select(one => IsLeaderAsync(one, cancellation)));
        return [.. databases.Where((_, number) => leads[number])];
    }

    /// <summary>Whether each of the given leaders still leads, and all its copies follow.</summary>
    public async Task<bool> AreWholeAsync(IReadOnlyList<IResource> leaders, CancellationToken cancellation)
    {
        var whole = leaders.Select(async one =>
            await IsLeaderAsync(one, cancellation) && await AskAsync(one, Whole, cancellation));
        return (await Task.WhenAll(whole)).All(yes => yes);
    }

    private static bool IsSpare(IResource resource) =>
        resource.HasAnnotationOfType<ExplicitStartupAnnotation>();

    private static async Task<bool> IsLeaderAsync(IResource database, CancellationToken cancellation) =>
        await AskAsync(database, "NOT pg_is_in_recovery()", cancellation)
        && (await AskAsync(database, "to_regclass('fencing.lease') IS NULL", cancellation)
            || await AskAsync(database, Unfenced, cancellation));

    private static async Task<bool> AskAsync(IResource database, string question, CancellationToken cancellation)
    {
        var server = (PostgresResource)database;
        var address = await server.ConnectionStringExpression.GetValueAsync(cancellation);
        try
        {
            await using var connection = new NpgsqlConnection($"{address};Pooling=false;Timeout=2");
            await connection.OpenAsync(cancellation);
            await using var query = new NpgsqlCommand($"SELECT {question}", connection);
            return await query.ExecuteScalarAsync(cancellation) is true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
