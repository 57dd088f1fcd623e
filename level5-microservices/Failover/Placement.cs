using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Shop;

/// <summary>
/// Keeps etcd's own leader out of the region that leads here: whoever loses that region would have
/// to elect twice, one after the other. Of the others, the one that answers first is nearest.
/// </summary>
/// <param name="members">The own region's first.</param>
internal sealed class Placement(IReadOnlyList<string> members, Agent agent) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(3);

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(1),
    };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (agent.Role == "leader")
                    await PlaceAsync(stoppingToken);
            }
            catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
            {
                // Some member can't be reached: all is well as long as two can.
            }
        }
    }

    public override void Dispose()
    {
        http.Dispose();
        base.Dispose();
    }

    private async Task PlaceAsync(CancellationToken stop)
    {
        var statuses = members.Select(member => AskAsync(member, "status", [], stop)).ToList();
        var nearest = await await Task.WhenAny(statuses.Skip(1));
        // Only while all are well: handing over costs a moment in which nobody leads.
        var all = await Task.WhenAll(statuses);
        var leader = (string?)nearest["leader"];
        if (IdOf(nearest) == leader)
            return;
        foreach (var (member, _) in members.Zip(all).Where(one => IdOf(one.Second) == leader))
            await AskAsync(member, "transfer-leadership", new() { ["targetID"] = IdOf(nearest) }, stop);
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
