using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Shop;

/// <summary>
/// One question to etcd's JSON API: a transaction that, if the lease is still what it was, changes
/// it, and in any case leaves this node's report and returns everybody's. All in one round trip.
/// </summary>
/// <param name="cluster">Several have their leases in one etcd.</param>
internal sealed partial class Etcd(IReadOnlyList<string> members, string cluster, Sight sight) : IDisposable
{
    private string NodePrefix => $"{cluster}/node/";

    private string LeaseKey => $"{cluster}/lease";

    private string WishesKey => $"{cluster}/wishes";

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });

    private readonly HttpClient watching = new(new SocketsHttpHandler { UseProxy = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private int member;
    private Task<bool>? isBack;

    /// <param name="report">This node's; null if its database is away.</param>
    /// <param name="wanted">The lease as it shall be, or null to leave it alone.</param>
    /// <param name="revision">Of the lease that is to be replaced; 0 if there is none.</param>
    /// <returns>Null if no majority of members could be reached in time.</returns>
    public Task<Answer?> ExchangeAsync(Report? report, Lease? wanted = null, long revision = 0)
    {
        JsonNode[] always = report is null
            ? [All()]
            : [Put(NodePrefix + report.Node, report), All()];
        return TransactAsync(new JsonObject
        {
            ["compare"] = new JsonArray(new JsonObject
            {
                ["key"] = Encode(LeaseKey),
                ["target"] = "MOD",
                ["mod_revision"] = revision.ToString(),
            }),
            ["success"] = wanted is null
                ? new JsonArray(always)
                : new JsonArray([Put(LeaseKey, wanted), .. always]),
            ["failure"] = new JsonArray([.. always.Select(one => one.DeepClone())]),
        });
    }

    /// <summary>Asks the leader for something else; it says in the lease when it complies.</summary>
    /// <returns>False if no majority of members could be reached, whichever was asked.</returns>
    public async Task<bool> WantAsync(Wishes wishes)
    {
        for (var attempt = 0; attempt < members.Count; attempt++)
        {
            var wish = new JsonObject { ["success"] = new JsonArray(Put(WishesKey, wishes)) };
            if (await TransactAsync(wish) is not null)
                return true;
        }

        return false;
    }

    public void Dispose()
    {
        http.Dispose();
        watching.Dispose();
    }

    private async Task<Answer?> TransactAsync(JsonObject transaction)
    {
        try
        {
            using var limit = new CancellationTokenSource(sight.Timing.Request);
            using var response = await http.PostAsJsonAsync(
                members[member] + "/v3/kv/txn", transaction, limit.Token);
            response.EnsureSuccessStatusCode();
            var answer = await response.Content.ReadFromJsonAsync<JsonObject>(limit.Token);
            PreferLocal();
            return Read(Found(answer!), (bool?)answer!["succeeded"] ?? false);
        }
        catch (Exception silent) when (silent is HttpRequestException or OperationCanceledException)
        {
            // Dead, cut off, or without a leader: perhaps another one is better off.
            member = (member + 1) % members.Count;
            isBack = null; // What it is about to say is old.
            return null;
        }
    }

    // The first one is of the own region. A far one does as long as that one is away.
    private void PreferLocal()
    {
        if (member == 0)
            return;
        isBack ??= IsWellAsync(members[0]);
        if (!isBack.IsCompleted)
            return;
        member = isBack.Result ? 0 : member;
        isBack = null;
    }

    private async Task<bool> IsWellAsync(string one)
    {
        try
        {
            using var limit = new CancellationTokenSource(sight.Timing.Request);
            using var answer = await http.GetAsync(one + "/health", limit.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception silent) when (silent is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private static IEnumerable<JsonNode> Found(JsonObject answer) =>
        answer["responses"]?.AsArray()
            .Select(one => one!["response_range"]?["kvs"])
            .FirstOrDefault(found => found is not null)?.AsArray()
            .Select(entry => entry!) ?? [];

    private Answer Read(IEnumerable<JsonNode> found, bool succeeded)
    {
        var at = Stopwatch.GetTimestamp();
        // Of several changes of the same, the last one counts.
        var entries = new Dictionary<string, JsonNode>();
        foreach (var entry in found)
            entries[Decode(entry["key"])] = entry;
        return new(
            succeeded,
            entries.TryGetValue(LeaseKey, out var lease) ? Parse<Lease>(lease) : null,
            lease is null ? 0 : RevisionOf(lease),
            [.. entries
                .Where(one => one.Key.StartsWith(NodePrefix))
                .Select(one => new Heard(Parse<Report>(one.Value)!, RevisionOf(one.Value), at))],
            entries.TryGetValue(WishesKey, out var wanted) ? Parse<Wishes>(wanted) : null,
            at);
    }

    private static long RevisionOf(JsonNode entry) => long.Parse((string)entry["mod_revision"]!);

    private static JsonObject Put(string key, object value) => new()
    {
        ["request_put"] = new JsonObject
        {
            ["key"] = Encode(key),
            ["value"] = Encode(JsonSerializer.Serialize(value)),
        },
    };

    // Everything from "orders/" up to, and not including, "orders0", which is the next string.
    private JsonObject All() => new()
    {
        ["request_range"] = new JsonObject
        {
            ["key"] = Encode($"{cluster}/"),
            ["range_end"] = Encode($"{cluster}0"),
        },
    };

    private static T? Parse<T>(JsonNode entry) =>
        JsonSerializer.Deserialize<T>(Decode(entry["value"]));

    public static string Encode(string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    public static string Decode(JsonNode? text) =>
        Encoding.UTF8.GetString(Convert.FromBase64String((string)text!));
}

/// <param name="Succeeded">Whether the lease was what it was expected to be.</param>
/// <param name="Lease">As it is now; null if there is none, or if only something else changed.</param>
/// <param name="Revision">Of that lease.</param>
/// <param name="At">When this was read, by the own stopwatch.</param>
internal sealed record Answer(
    bool Succeeded, Lease? Lease, long Revision, Heard[] Reports, Wishes? Wanted, long At);

/// <summary>A node's report, its revision, and when it was read here.</summary>
internal sealed record Heard(Report Report, long Revision, long At);
