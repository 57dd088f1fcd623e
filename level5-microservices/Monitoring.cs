using System.Globalization;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Shop;

/// <summary>Asks Prometheus what it has seen.</summary>
internal sealed class Monitoring(int port) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false })
    {
        BaseAddress = new($"http://127.0.0.1:{port}/api/v1/"),
        Timeout = TimeSpan.FromSeconds(2),
    };

    public static Monitoring Connect(IServiceProvider services)
    {
        var model = services.GetRequiredService<DistributedApplicationModel>();
        var server = model.Resources.OfType<ExecutableResource>().Single(one => one.Name == "prometheus");
        return new(server.GetEndpoint("http").Port);
    }

    /// <summary>Alerts that are pending or firing now.</summary>
    /// <exception cref="HttpRequestException">Prometheus does not answer.</exception>
    public async Task<IReadOnlyList<Alert>> AlertsAsync(CancellationToken cancellation = default) =>
        (await http.GetFromJsonAsync<Answer<AlertList>>("alerts", cancellation))!.Data.Alerts;

    /// <summary>The value of a PromQL expression with one result; null if it has none.</summary>
    /// <exception cref="HttpRequestException">Prometheus does not answer.</exception>
    public async Task<double?> ValueAsync(string expression, CancellationToken cancellation = default)
    {
        var query = $"query?query={Uri.EscapeDataString(expression)}";
        var answer = await http.GetFromJsonAsync<Answer<Vector>>(query, cancellation);
        var text = answer!.Data.Result.FirstOrDefault()?.Value[1].GetString();
        return text is null or "NaN" ? null : double.Parse(text, CultureInfo.InvariantCulture);
    }

    public void Dispose() => http.Dispose();

    private sealed record Answer<T>(T Data);

    private sealed record AlertList(Alert[] Alerts);

    private sealed record Vector(Sample[] Result);

    private sealed record Sample(System.Text.Json.JsonElement[] Value);
}

/// <param name="State">pending or firing.</param>
/// <param name="ActiveAt">Since when its expression is true.</param>
/// <param name="Labels">alertname, and what the expression left: region, instance.</param>
internal sealed record Alert(
    string State,
    DateTimeOffset ActiveAt,
    IReadOnlyDictionary<string, string> Labels)
{
    public string Name => Labels["alertname"];
}
