using System.Buffers;
using System.Collections.Concurrent;

namespace Shop.Shoppers;

/// <summary>One region's way to the shop: a pool of kept-alive connections.</summary>
internal sealed class Wire : IDisposable
{
    // A shop names few servers; whoever names more gets strings of its own.
    private const int KnownServers = 256;

    private readonly ConcurrentDictionary<string, string> servers = new();
    private readonly HttpMessageInvoker invoker;

    internal Wire(string region, Connect? connect, TimeSpan connectionLifetime)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(2),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
            PooledConnectionLifetime = connectionLifetime,
        };
        if (connect is not null)
        {
            handler.ConnectCallback = (context, cancellation) => connect(
                region, context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellation);
        }

        invoker = new HttpMessageInvoker(handler);
    }

    /// <summary>Sends and reads the whole answer. Every failure is an answer, too.</summary>
    internal async Task<Answer> SendAsync(
        HttpRequestMessage request,
        bool keepBody,
        CancellationToken cancellation)
    {
        try
        {
            using var response = await invoker.SendAsync(request, cancellation);
            var body = await ReadAsync(response, keepBody, cancellation);
            return new Answer
            {
                Status = (ushort)response.StatusCode,
                ServedBy = Server(Header(response, "X-Served-By")),
                Timing = ServerTiming.Parse(Header(response, "Server-Timing")),
                Body = body,
            };
        }
        catch (Exception exception)
        {
            // Whatever the network and a foreign connect callback come up with must be recorded.
            return Failure.Of(exception);
        }
    }

    public void Dispose() => invoker.Dispose();

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(
        HttpResponseMessage response,
        bool keep,
        CancellationToken cancellation)
    {
        if (keep)
        {
            return await response.Content.ReadAsByteArrayAsync(cancellation);
        }

        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        while (await stream.ReadAsync(buffer, cancellation) > 0)
        {
            // Only the time counts.
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return default;
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    // One string per server, not one per operation: histories are long.
    private string? Server(string? name) =>
        name is null || servers.Count >= KnownServers ? name : servers.GetOrAdd(name, name);
}
