using System.Security.Cryptography;
using System.Text;

namespace Shop;

/// <summary>What others can ask this agent, and what whoever runs the shop can tell it.</summary>
internal static class Endpoints
{
    private static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(20);

    public static void MapAgent(this WebApplication app)
    {
        app.MapGet("/leader", LeaderAsync);
        app.MapGet("/status", Describe);

        var control = app.MapGroup("/control").AddEndpointFilter(async (context, next) =>
            IsAllowed(context.HttpContext, app.Configuration)
                ? await next(context)
                : Results.NotFound());
        control.MapPut("/wishes", async (Wishes wishes, Etcd etcd) =>
            await etcd.WantAsync(wishes) ? Results.NoContent() : Results.StatusCode(503));
        control.MapPut("/fencing", (bool enforced, Mechanisms mechanisms) =>
        {
            mechanisms.Fencing = enforced;
            return Results.NoContent();
        });
        control.MapPost("/switchover", (string to, Node node, Agent agent, Sight sight) =>
        {
            if (sight.Lease?.Holder != node.Name || !node.Others.Contains(to))
                return Results.Conflict();
            agent.HandOverTo(to);
            return Results.Accepted();
        });
    }

    /// <summary>
    /// Who takes writes, and in which epoch. With <c>?after=EPOCH</c> it waits up to 20 s for a
    /// later one; in any case it answers with what is known then.
    /// </summary>
    private static async Task<object> LeaderAsync(
        Sight sight, CancellationToken aborted, int after = -1)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        limit.CancelAfter(LongPoll);
        try
        {
            for (var change = sight.ChangeAsync(limit.Token); OpenEpoch(sight) <= after;)
            {
                await change;
                change = sight.ChangeAsync(limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Nothing new: say so.
        }

        var epoch = OpenEpoch(sight);
        return new { Epoch = epoch, Node = epoch > 0 ? sight.Lease!.Holder : null };
    }

    private static int OpenEpoch(Sight sight) =>
        sight.Lease is { Opening: not null } lease ? lease.Epoch : 0;

    private static object Describe(Node node, Agent agent, Sight sight) => new
    {
        Node = node.Name,
        agent.Role,
        agent.Why,
        sight.Lease?.Epoch,
        Leader = sight.Lease?.Holder,
        LeaseRemainingMs = sight.Remaining.TotalMilliseconds,
        EtcdReachable = sight.HasContact,
        agent.State?.Timeline,
        agent.State?.Position,
        LagMs = agent.State is { IsReplica: true } now ? now.SinceReplayMs : 0,
        IsStreaming = agent.State?.IsStreaming ?? false,
        IsSettled = !agent.IsNewByPlan,
        Wishes = sight.Lease?.Wishes ?? sight.Wanted,
        Timing = sight.Timing.ToString(),
        LastFailover = agent.Story.Steps,
        agent.Story.LastRejoin,
    };

    private static bool IsAllowed(HttpContext context, IConfiguration configuration) =>
        configuration["CONTROL_KEY"] is { Length: > 0 } key
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(key),
            Encoding.UTF8.GetBytes(context.Request.Headers["X-Control-Key"].ToString()));
}
