using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Shop;

/// <summary>
/// Keeps etcd's own leader out of the region that leads here: whoever loses that region would have
/// to elect twice, one after the other. Of the others, the one that answers first is nearest.
/// </summary>
/// <param name="members">The own region's first.</param>
internal sealed class Placement(IReadOnlyList<string> members, Agent agent)
    : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    // Moving it costs a moment in which nobody leads in etcd. A region that has just come back has
    // enough to do without it, and who leads only because another one fell may not lead for long.
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(30);

    // After a planned change it makes room at once. Whom it could go to may need a moment to be there.
    private const int Tries = 5;

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(1),
    };

    private long troubled = Now;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace);
        var tries = 0;
        for (var last = Now; await timer.WaitForNextTickAsync(stoppingToken); last = Now)
        {
            // Who was frozen does not know yet who leads by now.
            var leads = agent.Role == "leader" && Stopwatch.GetElapsedTime(last) < 2 * Pace;
            var isWell = leads && await PlaceAsync(stoppingToken);
            troubled = isWell ? troubled : Now;
            tries = leads && agent.IsNewByPlan ? tries + 1 : 0;
            agent.IsNewByPlan &= !isWell && tries < Tries;
        }
    }

    public override void Dispose()
    {
        http.Dispose();
        base.Dispose();
    }

    private static long Now => Stopwatch.GetTimestamp();

    /// <returns>Whether all members are well.</returns>
    private async Task<bool> PlaceAsync(CancellationToken stop)
    {
        try
        {
            var statuses = members.Select(member => AskAsync(member, "status", [], stop)).ToList();
            var nearest = IdOf(await await Task.WhenAny(statuses.Skip(1)));
            var ids = (await Task.WhenAll(statuses)).Select(IdOf).ToList();
            var leader = (string?)(await statuses[0])["leader"];
            if (leader is null || !ids.Contains(leader))
                return false;
            if (leader != ids[0])
                troubled = Now; // It is in nobody's way, and the time of calm begins when it is.
            var isInTheWay = Stopwatch.GetElapsedTime(troubled) > Calm;
            if (leader != nearest && (isInTheWay || agent.IsNewByPlan))
                await AskAsync(
                    members[ids.IndexOf(leader)],
                    "transfer-leadership",
                    new() { ["targetID"] = nearest },
                    stop);
            return true;
        }
        catch (Exception away) when (away
            is HttpRequestException or TaskCanceledException or SocketException)
        {
            return false; // All is well here as long as two can be reached.
        }
    }

    private async Task<JsonObject> AskAsync(
        string member, string question, JsonObject body, CancellationToken stop)
    {
        using var answer = await http.PostAsJsonAsync($"{member}/v3/maintenance/{question}", body, stop);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(stop))!;
    }

    private static string? IdOf(JsonObject status) => (string?)status["header"]!["member_id"];
}
