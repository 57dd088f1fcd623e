using System.Net;
using Shop.Control;

namespace Shop;

/// <summary>
/// Calls other services: the instance in this region first, then the next nearest one. Only for
/// what may be asked twice, because the first may have done it and died before it said so.
/// </summary>
internal sealed class OtherServices
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectTimeout = TimeSpan.FromMilliseconds(500),
    });

    private readonly Dictionary<string, string> addresses;
    private readonly string[] nearest;

    public OtherServices(IConfiguration configuration)
    {
        http.DefaultRequestHeaders.Add(ControlKey.Header, configuration["CONTROL_KEY"]);
        nearest = (configuration["NEAREST"] ?? "us,eu,ap").Split(',');
        addresses = configuration.GetSection("services").GetChildren()
            .Where(service => service["http:0"] is not null)
            .ToDictionary(service => service.Key, service => service["http:0"]!);
    }

    /// <param name="service">For example inventory; all its instances will do.</param>
    /// <exception cref="HttpRequestException">None of them gives a good answer.</exception>
    public async Task<T> SendAsync<T>(string service, HttpMethod method, string path, object? body = null)
    {
        Exception? failure = null;
        foreach (var site in nearest.Where(site => addresses.ContainsKey($"{service}-{site}")))
        {
            try
            {
                return await SendAsync<T>(service, site, method, path, body);
            }
            catch (HttpRequestException away)
                when (away.StatusCode is null or >= HttpStatusCode.InternalServerError)
            {
                failure = away;
            }
        }

        throw new HttpRequestException($"{service} is away.", failure);
    }

    /// <param name="site">The instance there, and no other.</param>
    /// <exception cref="HttpRequestException">It doesn't give a good answer.</exception>
    public async Task<T> SendAsync<T>(
        string service, string site, HttpMethod method, string path, object? body = null)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var request = new HttpRequestMessage(method, addresses[$"{service}-{site}"] + path);
        request.Content = body is null ? null : JsonContent.Create(body, body.GetType());
        try
        {
            using var answer = await http.SendAsync(request, limit.Token);
            answer.EnsureSuccessStatusCode();
            return typeof(T) == typeof(bool)
                ? (T)(object)true
                : (await answer.Content.ReadFromJsonAsync<T>(limit.Token))!;
        }
        catch (OperationCanceledException late)
        {
            throw new HttpRequestException($"{service}-{site} doesn't answer.", late);
        }
    }
}
