using System.Text.Json;
using Toxiproxy.Proxies;
using Toxiproxy.Relay;
using Toxiproxy.Toxics;

namespace Toxiproxy.Admin;

/// <summary>An extra of this server: bytes and connections of each proxy, as JSON.</summary>
internal sealed class Counters(ProxyRegistry registry)
{
    public Task HandleAsync(HttpContext http) =>
        Answers.Json(http.Response, 200, json => Write(json, registry.All));

    public static void Write(Utf8JsonWriter json, IEnumerable<Proxy> proxies)
    {
        json.WriteStartObject();
        foreach (var proxy in proxies)
        {
            json.WriteStartObject(proxy.Name);
            json.WriteNumber("connections", proxy.Connections.Count);
            json.WriteNumber("accepted", proxy.Counters.AcceptedConnections);
            json.WriteNumber("failed", proxy.Counters.FailedConnections);
            Write(json, "upstream", proxy.Counters[Direction.Upstream]);
            Write(json, "downstream", proxy.Counters[Direction.Downstream]);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string direction, TrafficCounter traffic)
    {
        json.WriteStartObject(direction);
        json.WriteNumber("received_bytes", traffic.ReceivedBytes);
        json.WriteNumber("sent_bytes", traffic.SentBytes);
        json.WriteEndObject();
    }
}
