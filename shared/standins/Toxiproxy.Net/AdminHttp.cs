using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Toxiproxy.Net;

/// <summary>Calls the admin API, synchronously as the package's own API is.</summary>
internal sealed class AdminHttp(HttpClient http)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNameCaseInsensitive = true,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <exception cref="ToxiProxiException">The server answered with an error.</exception>
    public string Call(HttpMethod method, string path, object body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            // By its own type, so that the attributes of a derived toxic are written too.
            var json = JsonSerializer.Serialize(body, body.GetType(), Json);
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        using var response = http.Send(request);
        using var reader = new StreamReader(response.Content.ReadAsStream());
        var answer = reader.ReadToEnd();
        return response.IsSuccessStatusCode
            ? answer
            : throw Error(answer, (int)response.StatusCode);
    }

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Json);

    public static object Read(JsonElement json, Type type) => json.Deserialize(type, Json);

    public static string Escape(string name) => Uri.EscapeDataString(name);

    private static ToxiProxiException Error(string answer, int status)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            var message = document.RootElement.GetProperty("error").GetString();
            return new ToxiProxiException(message) { Status = status };
        }
        catch (JsonException)
        {
            // Not from a Toxiproxy: what it said is all there is to tell.
            return new ToxiProxiException(answer) { Status = status };
        }
    }
}
