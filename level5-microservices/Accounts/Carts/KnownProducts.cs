using System.Collections.Concurrent;
using System.Net;

namespace Shop.Carts;

/// <summary>
/// Which products there are: no foreign key reaches into another service's database. Each is asked
/// for once. While the catalog is away a product is taken on trust: whoever buys it finds out.
/// </summary>
internal sealed class KnownProducts(IConfiguration configuration, Here here) : IDisposable
{
    private readonly ConcurrentDictionary<int, bool> known = new();
    private readonly string? catalog = configuration[$"services:catalog-{here.Site}:http:0"];
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(1),
    };

    public async Task<bool> MayExistAsync(int product)
    {
        if (catalog is null || known.ContainsKey(product))
            return true;
        try
        {
            using var answer = await http.GetAsync($"{catalog}/api/products/{product}");
            if (answer.IsSuccessStatusCode)
                known[product] = true;
            return answer.StatusCode != HttpStatusCode.NotFound;
        }
        catch (Exception away) when (away is HttpRequestException or OperationCanceledException)
        {
            return true;
        }
    }

    public void Dispose() => http.Dispose();
}
