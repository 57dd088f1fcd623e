using System.Text.Json;
using Toxiproxy.Proxies;
using Toxiproxy.Toxics;

namespace Toxiproxy.Admin;

/// <summary>The endpoints that are about a proxy's toxics. A change has reached all live
/// connections when it is answered.</summary>
internal sealed class ToxicEndpoints(
    ProxyRegistry registry, ProxyCommands commands, Events events)
{
    private static readonly Failure NotFound = new(404, "toxic not found");

    public Task ListAsync(HttpContext http, string proxyName) =>
        registry.Find(proxyName) is { } proxy
            ? Answers.Json(
                http.Response, 200, json => Answers.Write(json, proxy.Connections.Toxics))
            : Answers.Failure(http.Response, ProxyCommands.NotFound);

    public async Task CreateAsync(HttpContext http, string proxyName)
    {
        var proxy = FindProxy(proxyName);
        var body = await proxy.ThenAsync(_ => RequestBody.ReadAsync(http.Request));
        var toxic = body.Then(json => Requests.NewToxic(json.RootElement));
        await AnswerAsync(http, toxic.Then(settings => Add(proxy.Value, settings)));
    }

    public Task GetAsync(HttpContext http, string proxyName, string name) =>
        AnswerAsync(http, Find(proxyName, name));

    public async Task UpdateAsync(HttpContext http, string proxyName, string name)
    {
        var found = Find(proxyName, name);
        var body = await found.ThenAsync(_ => RequestBody.ReadAsync(http.Request));
        using var change = await commands.ChangeAsync();
        await AnswerAsync(http, body.Then(json => Update(proxyName, name, json.RootElement)));
    }

    public async Task DeleteAsync(HttpContext http, string proxyName, string name)
    {
        var proxy = FindProxy(proxyName);
        if (proxy.Failure is null && proxy.Value.Connections.RemoveToxic(name))
        {
            events.Changed(proxy.Value);
            http.Response.StatusCode = 204;
            return;
        }

        await Answers.Failure(http.Response, proxy.Failure ?? NotFound);
    }

    private Outcome<ToxicSettings> Add(Proxy proxy, ToxicSettings toxic)
    {
        if (!proxy.Connections.AddToxic(toxic))
        {
            return new Failure(409, "toxic already exists");
        }

        events.Changed(proxy);
        return toxic;
    }

    private Outcome<ToxicSettings> Update(string proxyName, string name, JsonElement json)
    {
        var outcome = Find(proxyName, name).Then(current => Requests.ToxicUpdate(current, json));
        if (outcome.Succeeded(out var toxic) && registry.Find(proxyName) is { } proxy)
        {
            proxy.Connections.UpdateToxic(toxic);
            events.Changed(proxy);
        }

        return outcome;
    }

    private Outcome<Proxy> FindProxy(string name) =>
        registry.Find(name) ?? (Outcome<Proxy>)ProxyCommands.NotFound;

    private Outcome<ToxicSettings> Find(string proxyName, string name) =>
        FindProxy(proxyName).Then(proxy =>
            proxy.Connections.Toxics.FirstOrDefault(toxic => toxic.Name == name)
            ?? (Outcome<ToxicSettings>)NotFound);

    private static Task AnswerAsync(HttpContext http, Outcome<ToxicSettings> outcome) =>
        outcome.Succeeded(out var toxic)
            ? Answers.Json(http.Response, 200, json => Answers.Write(json, toxic))
            : Answers.Failure(http.Response, outcome.Failure!);
}
