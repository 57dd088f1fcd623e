using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Toxiproxy.Proxies;

namespace Toxiproxy.Admin;

/// <summary>
/// An extra of this server: what happens, as server-sent events. "proxy" is the state of one, sent
/// for each at first and then at every change; "deleted" is its name; "traffic" has the counters
/// of all, once a second.
/// </summary>
internal sealed class EventStream(ProxyRegistry registry, Events events)
{
    private static readonly TimeSpan TrafficPeriod = TimeSpan.FromSeconds(1);

    public async Task HandleAsync(HttpContext http)
    {
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        var changes = events.Subscribe(registry);
        try
        {
            await SendAsync(http.Response, changes.Reader, http.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The subscriber has gone; that is how every stream ends.
        }
        finally
        {
            events.Unsubscribe(changes);
        }
    }

    private static string Message(string name, Action<Utf8JsonWriter> data) =>
        $"event: {name}\ndata: {Answers.Text(data)}\n\n";

    private static string Message(ProxyEvent change) => change.Alive
        ? Message("proxy", json => Answers.Write(json, change.Proxy))
        : Message("deleted", json =>
        {
            json.WriteStartObject();
            json.WriteString("name", change.Proxy.Name);
            json.WriteEndObject();
        });

    private async Task SendAsync(
        HttpResponse response, ChannelReader<ProxyEvent> changes, CancellationToken gone)
    {
        var nextTraffic = Task.CompletedTask;
        var open = changes.WaitToReadAsync(gone).AsTask();
        while (!open.IsCompleted || await open)
        {
            var text = new StringBuilder();
            while (changes.TryRead(out var change))
            {
                text.Append(Message(change));
            }

            if (nextTraffic.IsCompleted)
            {
                text.Append(Message("traffic", json => Counters.Write(json, registry.All)));
                nextTraffic = Task.Delay(TrafficPeriod, gone);
            }

            await response.WriteAsync(text.ToString(), gone);
            await response.Body.FlushAsync(gone);
            open = open.IsCompleted ? changes.WaitToReadAsync(gone).AsTask() : open;
            await Task.WhenAny(open, nextTraffic);
        }
    }
}
