using System.Text.Json;

namespace Aspire.Hosting;

/// <summary>Bytes that passed a link, without headers of TCP and below.</summary>
/// <param name="There">From the <see cref="Link.From"/> end to the service.</param>
/// <param name="Back">From the service back.</param>
public sealed record LinkTraffic(long There, long Back)
{
    public static LinkTraffic None { get; } = new(0, 0);

    public LinkTraffic Since(LinkTraffic earlier) => new(There - earlier.There, Back - earlier.Back);

    internal static async Task<IReadOnlyDictionary<Link, LinkTraffic>> ReadAsync(
        Uri admin,
        IReadOnlyList<Link> links,
        CancellationToken cancellation)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        await using var stream = await http.GetStreamAsync(new Uri(admin, "/counters"), cancellation);
        using var json = await JsonDocument.ParseAsync(stream, cancellationToken: cancellation);
        return links
            .Where(link => json.RootElement.TryGetProperty(link.Name, out _))
            .ToDictionary(link => link, link => Of(json.RootElement.GetProperty(link.Name)));
    }

    private static LinkTraffic Of(JsonElement proxy) => new(Sent(proxy, "upstream"), Sent(proxy, "downstream"));

    private static long Sent(JsonElement proxy, string direction) =>
        proxy.GetProperty(direction).GetProperty("sent_bytes").GetInt64();
}
