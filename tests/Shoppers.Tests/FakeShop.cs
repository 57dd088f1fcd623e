using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Shop.Shoppers.Tests;

/// <summary>The shop's HTTP interface in memory; a test may bend any answer.</summary>
internal sealed class FakeShop : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Lock gate = new();
    private int tokens;
    private int orders;

    private FakeShop(WebApplication app)
    {
        this.app = app;
        app.Run(AnswerAsync);
    }

    internal Uri Url => new(app.Urls.Single() + "/");

    /// <summary>Runs before the shop's own answer; returns true if it has answered.</summary>
    internal Func<HttpContext, Task<bool>> Before { get; set; } = _ => Task.FromResult(false);

    /// <summary>What the books say of each customer, by token.</summary>
    internal ConcurrentDictionary<string, List<JsonObject>> Orders { get; } = new();

    internal ConcurrentDictionary<string, string> Tokens { get; } = new();

    internal ConcurrentQueue<string> Requests { get; } = new();

    internal long Stock { get; set; } = 100;

    internal static async Task<FakeShop> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var shop = new FakeShop(builder.Build());
        await shop.app.StartAsync();
        return shop;
    }

    internal Entrance From(string region) => new(region, Url, Url);

    /// <summary>Makes every token worthless.</summary>
    internal void Forget() => Tokens.Clear();

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    internal static bool IsCheckout(HttpContext context) =>
        context.Request is { Method: "POST", Path.Value: "/api/orders" };

    private async Task AnswerAsync(HttpContext context)
    {
        Requests.Enqueue($"{context.Request.Method} {context.Request.Path}");
        context.Response.Headers["X-Served-By"] = "us-east-1/backend/v1";
        context.Response.Headers["Server-Timing"] = "cache;desc=miss, db;dur=1.5, app;dur=2.0";
        if (await Before(context))
        {
            return;
        }

        var answer = (context.Request.Method, context.Request.Path.Value!.Split('/')) switch
        {
            ("POST", [_, "api", "customers" or "sessions"]) => SignInAsync(context),
            ("POST", [_, "api", "orders"]) => CheckOutAsync(context),
            ("GET", [_, "api", "orders"]) => ListOrdersAsync(context),
            ("GET", [_, "api", "products"]) => ListProductsAsync(context),
            ("GET", [_, "api", "products", var id]) => context.Response.WriteAsync(
                $$"""{"id":{{id}},"name":"Mug","stock":{{Stock}},"version":7}"""),
            _ => context.Response.WriteAsync("{}"),
        };
        await answer;
    }

    private async Task SignInAsync(HttpContext context)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body);
        var token = $"token-{Interlocked.Increment(ref tokens)}";
        Tokens[token] = body!["email"]!.ToString();
        context.Response.StatusCode = context.Request.Path == "/api/customers" ? 201 : 200;
        await context.Response.WriteAsync($$"""{"token":"{{token}}","expiresIn":60}""");
    }

    private async Task CheckOutAsync(HttpContext context)
    {
        if (Customer(context) is not { } customer)
        {
            context.Response.StatusCode = 401;
            return;
        }

        var body = await JsonNode.ParseAsync(context.Request.Body);
        var product = (int)body!["items"]![0]!["productId"]!;
        var id = Remember(customer, context.Request.Headers["Idempotency-Key"].ToString(), product);
        context.Response.StatusCode = 201;
        await context.Response.WriteAsync($$"""{"id":"{{id}}"}""");
    }

    /// <summary>Writes an order into the books, once per key.</summary>
    internal string Remember(string customer, string key, int product)
    {
        lock (gate)
        {
            var books = Orders.GetOrAdd(customer, _ => []);
            var known = books.Find(order => order["secret"]?.ToString() == key);
            if (known is null)
            {
                books.Add(known = new JsonObject
                {
                    ["id"] = $"order-{++orders}",
                    ["secret"] = key,
                    ["lines"] = new JsonArray(new JsonObject { ["productId"] = product }),
                });
            }

            return known["id"]!.ToString();
        }
    }

    internal string? Customer(HttpContext context) => Tokens.GetValueOrDefault(
        context.Request.Headers.Authorization.ToString().Replace("Bearer ", ""));

    private async Task ListOrdersAsync(HttpContext context)
    {
        if (Customer(context) is not { } customer)
        {
            context.Response.StatusCode = 401;
            return;
        }

        List<JsonObject> page;
        lock (gate)
        {
            page = [.. Page(context, Orders.GetValueOrDefault(customer, [])).Select(Copy)];
        }

        await context.Response.WriteAsync(new JsonObject { ["items"] = new JsonArray([.. page]) }
            .ToJsonString());
    }

    private Task ListProductsAsync(HttpContext context)
    {
        var items = Page(context, Enumerable.Range(1, 50).ToList()).Select(id =>
            (JsonNode)new JsonObject { ["id"] = id, ["stock"] = id == 13 ? Stock : 5 });
        return context.Response.WriteAsync(
            new JsonObject { ["items"] = new JsonArray([.. items]) }.ToJsonString());
    }

    private static JsonObject Copy(JsonObject order) => (JsonObject)order.DeepClone();

    private static IEnumerable<T> Page<T>(HttpContext context, IReadOnlyList<T> all)
    {
        var query = context.Request.Query;
        _ = int.TryParse(query["page"], out var page);
        _ = int.TryParse(query["pageSize"], out var size);
        return all.Skip((Math.Max(page, 1) - 1) * Math.Max(size, 1)).Take(Math.Max(size, 1));
    }
}
