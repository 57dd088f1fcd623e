using Toxiproxy.Proxies;

namespace Toxiproxy.Admin;

/// <summary>The endpoints that are about proxies.</summary>
internal sealed class ProxyEndpoints(ProxyRegistry registry, ProxyCommands commands)
{
    public Task ListAsync(HttpContext http) => Answers.Json(http.Response, 200, json =>
    {
        json.WriteStartObject();
        foreach (var proxy in registry.All)
        {
            json.WritePropertyName(proxy.Name);
            Answers.Write(json, proxy);
        }

        json.WriteEndObject();
    });

    public async Task CreateAsync(HttpContext http)
    {
        var body = await RequestBody.ReadAsync(http.Request);
        var request = body.Then(json => Requests.Proxy(json.RootElement));
        var proxy = await request.ThenAsync(commands.CreateAsync);
        await AnswerAsync(http, 201, proxy);
    }

    public Task GetAsync(HttpContext http, string name) =>
        AnswerAsync(http, 200, registry.Find(name) ?? (Outcome<Proxy>)ProxyCommands.NotFound);

    public async Task UpdateAsync(HttpContext http, string name)
    {
        if (registry.Find(name) is null)
        {
            await Answers.Failure(http.Response, ProxyCommands.NotFound);
            return;
        }

        var body = await RequestBody.ReadAsync(http.Request);
        var request = body.Then(json => Requests.Proxy(json.RootElement));
        var updated = await request.ThenAsync(changes => commands.UpdateAsync(name, changes));
        await AnswerAsync(http, 200, updated);
    }

    public async Task DeleteAsync(HttpContext http, string name)
    {
        if (await commands.DeleteAsync(name) is { } failure)
        {
            await Answers.Failure(http.Response, failure);
            return;
        }

        http.Response.StatusCode = 204;
    }

    public async Task PopulateAsync(HttpContext http)
    {
        var body = await RequestBody.ReadAsync(http.Request);
        var requests = body.Then(json => Requests.Proxies(json.RootElement));
        var (done, failure) = requests.Failure is { } malformed
            ? ([], malformed)
            : await commands.PopulateAsync(requests.Value);
        await Answers.Json(http.Response, failure?.Status ?? 201, json =>
        {
            json.WriteStartObject();
            if (failure is not null)
            {
                Answers.WriteFailure(json, failure);
            }

            json.WriteStartArray("proxies");
            done.ForEach(proxy => Answers.Write(json, proxy));
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static Task AnswerAsync(HttpContext http, int status, Outcome<Proxy> outcome) =>
        outcome.Succeeded(out var proxy)
            ? Answers.Json(http.Response, status, json => Answers.Write(json, proxy))
            : Answers.Failure(http.Response, outcome.Failure!);
}
