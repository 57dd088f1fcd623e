using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;

namespace Shop.Accounts;

/// <summary>
/// The keys by which tokens of all regions can be checked: asked for once, and kept. So a token is
/// good while the service that signed it is down.
/// </summary>
internal sealed class PublicKeys(IConfiguration configuration) : BackgroundService
{
    public const string Path = ".well-known/jwks.json";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, ECParameters> keys = new();
    private readonly ConcurrentDictionary<string, long> asked = new();
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(2),
    };

    public void Keep(PublicKey key) => keys[key.Kid] = key.Parameters;

    /// <returns>Null if nobody has such a key, or can be asked.</returns>
    public async Task<ECParameters?> FindAsync(string keyId)
    {
        if (!keys.ContainsKey(keyId))
            await AskAsync(keyId.Split('-')[0]);
        return keys.TryGetValue(keyId, out var key) ? key : null;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Homes.All.Select(site => LearnAsync(site, stoppingToken)));

    public override void Dispose()
    {
        http.Dispose();
        base.Dispose();
    }

    private async Task LearnAsync(string site, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && !await AskAsync(site))
            await Task.Delay(Pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<bool> AskAsync(string site)
    {
        if (configuration[$"services:accounts-{site}:http:0"] is not { } address)
            return true; // There is no such site here.
        // Forged tokens must not keep anybody busy with asking.
        var now = Environment.TickCount64;
        if (now - asked.GetOrAdd(site, long.MinValue / 2) < Pause.TotalMilliseconds / 2)
            return false;
        asked[site] = now;
        try
        {
            var set = await http.GetFromJsonAsync<PublicKeySet>($"{address}/{Path}");
            foreach (var key in set!.Keys)
                Keep(key);
            return true;
        }
        catch (Exception away)
            when (away is HttpRequestException or OperationCanceledException or JsonException)
        {
            return false; // Those that are known already go on being good.
        }
    }
}

/// <summary>As in RFC 7517.</summary>
internal sealed record PublicKeySet(IReadOnlyList<PublicKey> Keys);

internal sealed record PublicKey(
    string Kid, string X, string Y, string Kty = "EC", string Crv = "P-256")
{
    internal ECParameters Parameters => new()
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new() { X = Base64Url.DecodeFromChars(X), Y = Base64Url.DecodeFromChars(Y) },
    };

    public static PublicKey Of(string keyId, ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new(keyId, Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
    }
}
