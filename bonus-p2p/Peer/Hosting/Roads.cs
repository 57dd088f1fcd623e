using System.Net;

namespace Shop.Hosting;

/// <summary>
/// The way to a peer of which the name is known. A real one would need more: most computers at home
/// can't be called at all from outside (NAT).
/// </summary>
/// <param name="configuration">services:NAME:http:0, as Aspire's references set it.</param>
internal sealed class Roads(IConfiguration configuration) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectTimeout = Patience,
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
    })
    {
        Timeout = Patience,
        MaxResponseContentBufferSize = 1024 * 1024,
    };

    /// <returns>Null for whatever reason there is no answer.</returns>
    public async Task<byte[]?> CarryAsync(string to, byte[] message)
    {
        if (configuration[$"services:{to}:http:0"] is not { } address)
        {
            return null;
        }

        try
        {
            using var content = new ByteArrayContent(message);
            using var answer = await client.PostAsync(new Uri($"{address}/post"), content);
            return answer.StatusCode == HttpStatusCode.OK
                ? await answer.Content.ReadAsByteArrayAsync()
                : null;
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException)
        {
            // Dead, cut off, or too slow: from here nobody can tell which.
            return null;
        }
    }

    /// <summary>Asks a server something in plain JSON.</summary>
    public async Task<T?> AskAsync<T>(string address, object question)
        where T : class
    {
        try
        {
            using var content = new ByteArrayContent(Json.Bytes(question));
            content.Headers.ContentType = new("application/json");
            using var answer = await client.PostAsync(new Uri(address), content);
            return answer.IsSuccessStatusCode
                ? Json.Read<T>(await answer.Content.ReadAsByteArrayAsync())
                : null;
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    public void Dispose() => client.Dispose();
}
