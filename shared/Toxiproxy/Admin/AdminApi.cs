using Toxiproxy.Proxies;

namespace Toxiproxy.Admin;

/// <summary>
/// Toxiproxy's HTTP API. Routed by hand: its rules for slashes, wrong methods and unknown paths are
/// not those of ASP.NET Core, and the server starts faster without a routing table.
/// </summary>
internal sealed class AdminApi(
    ProxyRegistry registry, ProxyCommands commands, Events events, CommandLine options)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(25);

    private readonly ProxyEndpoints proxies = new(registry, commands);
    private readonly ToxicEndpoints toxics = new(registry, commands, events);
    private readonly ServerEndpoints server = new(commands);
    private readonly Counters counters = new(registry);
    private readonly EventStream stream = new(registry, events);
    private readonly Metrics metrics = new(registry, options);

    public async Task HandleAsync(HttpContext http)
    {
        await AnswerAsync(http);
        Log.Call(http);
    }

    private Task AnswerAsync(HttpContext http)
    {
        if (Find(http.Request.Path.Value!.Split('/')[1..]) is not { } methods)
        {
            return Answers.Text(http.Response, 404, "404 page not found\n");
        }

        http.Response.Headers["X-Toxiproxy-Request-Id"] = RequestId.Next();
        var agent = http.Request.Headers.UserAgent.ToString();
        if (agent.StartsWith("Mozilla/", StringComparison.Ordinal))
        {
            // A page in a browser must not be able to reach this, wherever it comes from.
            return Answers.Failure(http.Response, new Failure(403, "User agent not allowed"));
        }

        if (!methods.TryGetValue(http.Request.Method, out var handle))
        {
            http.Response.StatusCode = 405;
            return Task.CompletedTask;
        }

        return handle == stream.HandleAsync ? handle(http) : WithinLimitAsync(http, handle);
    }

    private static async Task WithinLimitAsync(HttpContext http, RequestDelegate handle)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        limit.CancelAfter(Limit);
        http.RequestAborted = limit.Token;
        try
        {
            await handle(http);
        }
        catch (OperationCanceledException) when (!http.Response.HasStarted)
        {
            // A body that never came, or a client that left; the latter reads no answer.
            http.Response.StatusCode = 503;
        }
    }

    private Dictionary<string, RequestDelegate>? Find(string[] path) => path switch
    {
        ["proxies"] => new() { ["GET"] = proxies.ListAsync, ["POST"] = proxies.CreateAsync },
        ["proxies", { Length: > 0 } name] => new()
        {
            ["GET"] = http => proxies.GetAsync(http, name),
            ["POST"] = http => proxies.UpdateAsync(http, name),
            ["PATCH"] = http => proxies.UpdateAsync(http, name),
            ["DELETE"] = http => proxies.DeleteAsync(http, name),
        },
        ["proxies", { Length: > 0 } name, "toxics"] => new()
        {
            ["GET"] = http => toxics.ListAsync(http, name),
            ["POST"] = http => toxics.CreateAsync(http, name),
        },
        ["proxies", { Length: > 0 } name, "toxics", { Length: > 0 } toxic] => new()
        {
            ["GET"] = http => toxics.GetAsync(http, name, toxic),
            ["POST"] = http => toxics.UpdateAsync(http, name, toxic),
            ["PATCH"] = http => toxics.UpdateAsync(http, name, toxic),
            ["DELETE"] = http => toxics.DeleteAsync(http, name, toxic),
        },
        ["populate"] => new() { ["POST"] = proxies.PopulateAsync },
        ["reset"] => new() { ["POST"] = server.ResetAsync },
        ["version"] => new() { ["GET"] = server.VersionAsync },
        ["metrics"] when metrics.Enabled => new() { ["GET"] = metrics.HandleAsync },
        ["counters"] => new() { ["GET"] = counters.HandleAsync },
        ["events"] => new() { ["GET"] = stream.HandleAsync },
        _ => null,
    };
}
