using Toxiproxy.Proxies;
using Toxiproxy.Toxics;

namespace Toxiproxy.Admin;

/// <summary>The endpoints that are about a proxy's toxics. A change has reached all live
/// connections when it is answered.</summary>
internal sealed class ToxicEndpoints(ProxyRegistry registry)
{
    private static readonly Failure NotFound = new(404, "toxic not found");

    public Task ListAsync(HttpContext http, string proxyName) =>
        registry.Find(proxyName) is { } proxy
            ? Answers.Json(http.Response, 200, json => Answers.Write(json, proxy.Connections.Toxics))
            : Answers.Failure(http.Response, ProxyEndpoints.NotFound);

    public async Task CreateAsync(HttpContext http, string proxyName)
    {
        var proxy = FindProxy(proxyName);
        var body = await proxy.ThenAsync(_ => RequestBody.ReadAsync(http.Request));
        var toxic = body.Then(json => Requests.NewToxic(json.RootElement));
        await AnswerAsync(http, toxic.Then<ToxicSettings>(settings =>
            proxy.Value.Connections.AddToxic(settings)
                ? settings
                : new Failure(409, "toxic already exists")));
    }

    public Task GetAsync(HttpContext http, string proxyName, string name) =>
        AnswerAsync(http, Find(proxyName, name));

    public async Task UpdateAsync(HttpContext http, string proxyName, string name)
    {
        var found = Find(proxyName, name);
        var body = await found.ThenAsync(_ => RequestBody.ReadAsync(http.Request));
        using var change = await registry.ChangeAsync();
        await AnswerAsync(http, body.Then(json => Update(proxyName, name, json.RootElement)));
    }

    public async Task DeleteAsync(HttpContext http, string proxyName, string name)
    {
        if (Find(proxyName, name).Failure is { } failure)
        {
            await Answers.Failure(http.Response, failure);
            return;
        }

        FindProxy(proxyName).Value.Connections.RemoveToxic(name);
        http.Response.StatusCode = 204;
    }

    private Outcome<ToxicSettings> Update(
        string proxyName, string name, System.Text.Json.JsonElement json) =>
        Find(proxyName, name)
            .Then(current => Requests.ToxicUpdate(current, json))
            .Then<ToxicSettings>(changed =>
                FindProxy(proxyName).Value.Connections.UpdateToxic(changed) ? changed : NotFound);

    private Outcome<Proxy> FindProxy(string name) =>
        registry.Find(name) ?? (Outcome<Proxy>)ProxyEndpoints.NotFound;

    private Outcome<ToxicSettings> Find(string proxyName, string name) =>
        FindProxy(proxyName).Then(proxy =>
            proxy.Connections.Toxics.FirstOrDefault(toxic => toxic.Name == name)
            ?? (Outcome<ToxicSettings>)NotFound);

    private static Task AnswerAsync(HttpContext http, Outcome<ToxicSettings> outcome) =>
        outcome.Succeeded(out var toxic)
            ? Answers.Json(http.Response, 200, json => Answers.Write(json, toxic))
            : Answers.Failure(http.Response, outcome.Failure!);
}
