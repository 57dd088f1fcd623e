using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Shop;

internal sealed partial class Etcd
{
    // Somebody always reports, unless the way to this member is cut.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    /// <summary>Each change from now on, one line of JSON each, for as long as the member lives.</summary>
    /// <exception cref="HttpRequestException">It doesn't answer.</exception>
    /// <exception cref="IOException">It has died.</exception>
    /// <exception cref="TimeoutException">Nothing came for long.</exception>
    public async IAsyncEnumerable<Answer> WatchAsync(
        [EnumeratorCancellation] CancellationToken stop)
    {
        var range = All()["request_range"]!.DeepClone();
        using var request = new HttpRequestMessage(HttpMethod.Post, members[member] + "/v3/watch")
        {
            Content = JsonContent.Create(new JsonObject { ["create_request"] = range }),
        };
        using var response = await watching.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, stop);
        response.EnsureSuccessStatusCode();
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(stop));
        while (await lines.ReadLineAsync(stop).AsTask().WaitAsync(Silence, stop) is { } line)
        {
            var events = JsonNode.Parse(line)?["result"]?["events"]?.AsArray();
            if (events is not null)
                yield return Read(events.Select(one => one!["kv"]!), succeeded: false);
        }
    }
}
