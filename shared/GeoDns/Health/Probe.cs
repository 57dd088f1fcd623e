using System.Diagnostics;

namespace GeoDns.Health;

/// <summary>
/// Asks one site over HTTP on behalf of one view. Connections are kept, so that a round trip is
/// one, and not a handshake's two.
/// </summary>
internal sealed class Probe : IDisposable
{
    // What a server may take beyond the way there and back.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5);

    // A probe that is late by this much is doubted: the second is sent, so that both have failed
    // after little more than one time-out.
    private static readonly TimeSpan Doubt = TimeSpan.FromMilliseconds(100);

    // Before the first measurement: longer than any way on Earth.
    private static readonly TimeSpan LongestWay = TimeSpan.FromSeconds(0.5);

    private static readonly HttpRequestOptionsKey<Connected> OfRequest = new("new connection");

    private readonly Uri url;
    private readonly Vitals vitals;
    private readonly HttpClient client;

    public Probe(Uri url, Vitals vitals)
    {
        this.url = url;
        this.vitals = vitals;
        client = new(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            ConnectCallback = ConnectAsync,
        });
    }

    /// <summary>Whether the site has served since this server's start.</summary>
    public bool HasSucceeded => vitals.HasServed;

    /// <summary>Probes once, and once more if in doubt.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var way = vitals.Rtt ?? LongestWay;
        var first = AskAsync(way + Patience, cancellationToken);
        await Task.WhenAny(first, Task.Delay(way + Doubt, cancellationToken));
        var answer = first.IsCompletedSuccessfully ? await first : null;
        if (answer is null)
        {
            var second = AskAsync(way + Patience, cancellationToken);
            answer = await first ?? await second;
        }

        // A process that ends says nothing about the sites.
        cancellationToken.ThrowIfCancellationRequested();
        if (answer is { } good)
            vitals.Good(good.IsRoundTrip ? good.Time : null);
        else
            vitals.Bad();
    }

    public void Dispose() => client.Dispose();

    /// <summary>Returns null if there was no good answer in time.</summary>
    private async Task<Answer?> AskAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        var connected = new Connected();
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Options.Set(OfRequest, connected);
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var response = await client.SendAsync(request, limit.Token);
            return response.IsSuccessStatusCode
                ? new(Stopwatch.GetElapsedTime(started), !connected.IsNew)
                : null;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return null; // what a dead site looks like
        }
    }

    private static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        if (context.InitialRequestMessage.Options.TryGetValue(OfRequest, out var connected))
            connected.IsNew = true;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception)
        {
            socket.Dispose(); // whatever went wrong, nobody else knows of it
            throw;
        }
    }

    private readonly record struct Answer(TimeSpan Time, bool IsRoundTrip);

    private sealed class Connected
    {
        public volatile bool IsNew;
    }
}
