using System.Text.Json;
using Toxiproxy.Tests.Support;

namespace Toxiproxy.Tests;

/// <summary>What the control room sees: changes as server-sent events, and the counters.</summary>
public sealed class EventTests(ProxyServer server) : IClassFixture<ProxyServer>
{
    [Fact]
    public async Task A_subscriber_sees_the_state_then_every_change()
    {
        using var upstream = Upstream.Echo();
        var proxy = await server.ProxyAsync(upstream.Port);
        using var stream = await server.Http.GetStreamAsync("/events");
        using var events = new StreamReader(stream);
        await NextAsync(events, "proxy", data => Is(data, proxy) && Toxics(data) == 0);
        await proxy.AddAsync("latency", new { latency = 5 });
        await NextAsync(events, "proxy", data => Is(data, proxy) && Toxics(data) == 1);
        await proxy.EnableAsync(false);
        await NextAsync(
            events, "proxy", data => Is(data, proxy) && !data.GetProperty("enabled").GetBoolean());
        await server.DeleteAsync(proxy.Path);
        await NextAsync(events, "deleted", data => Is(data, proxy));
    }

    [Fact]
    public async Task Traffic_is_counted_and_told_once_a_second()
    {
        using var upstream = Upstream.Echo();
        var proxy = await server.ProxyAsync(upstream.Port);
        using var client = await proxy.ConnectAsync();
        await client.RoundTripAsync();
        using var stream = await server.Http.GetStreamAsync("/events");
        using var events = new StreamReader(stream);
        await NextAsync(events, "traffic", data => Counts(data.GetProperty(proxy.Name)));
        var counters = await server.GetAsync("/counters");
        Assert.True(Counts(counters.GetProperty(proxy.Name)));
    }

    private static bool Is(JsonElement data, ProxyHandle proxy) =>
        data.GetProperty("name").GetString() == proxy.Name;

    private static int Toxics(JsonElement data) => data.GetProperty("toxics").GetArrayLength();

    private static bool Counts(JsonElement counters) =>
        counters.GetProperty("connections").GetInt32() == 1
        && counters.GetProperty("accepted").GetInt32() == 1
        && counters.GetProperty("upstream").GetProperty("received_bytes").GetInt32() == 1
        && counters.GetProperty("downstream").GetProperty("sent_bytes").GetInt32() == 1;

    private static async Task NextAsync(
        StreamReader events, string name, Func<JsonElement, bool> wanted)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await events.ReadLineAsync(limit.Token) is { } line)
        {
            if (line == $"event: {name}")
            {
                var data = (await events.ReadLineAsync(limit.Token))!["data: ".Length..];
                if (wanted(JsonDocument.Parse(data).RootElement))
                {
                    return;
                }
            }
        }

        Assert.Fail($"The stream ended without that '{name}'.");
    }
}
