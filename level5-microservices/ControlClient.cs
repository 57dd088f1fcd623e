using System.Net.Http.Json;

namespace Shop;

/// <summary>Sends orders to services' control APIs, with the key that they want to see.</summary>
internal sealed class ControlClient : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });

    public ControlClient(string key) => http.DefaultRequestHeaders.Add("X-Control-Key", key);

    /// <exception cref="HttpRequestException">The service is down or refuses.</exception>
    public async Task SendAsync(
        HttpMethod method,
        ProjectResource service,
        string path,
        object? body = null)
    {
        using var request = new HttpRequestMessage(method, Address(service, path));
        request.Content = body is null ? null : JsonContent.Create(body);
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    /// <exception cref="HttpRequestException">The service is down or refuses.</exception>
    public async Task<T> GetAsync<T>(ProjectResource service, string path) =>
        (await http.GetFromJsonAsync<T>(Address(service, path)))!;

    public void Dispose() => http.Dispose();

    private static Uri Address(ProjectResource service, string path) =>
        new($"http://127.0.0.1:{service.GetEndpoint("http").Port}/{path}");
}
