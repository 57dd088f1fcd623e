using System.Net.Http.Headers;
using System.Text.Json;

namespace Shop.Shoppers;

/// <summary>An order as the shop remembers it.</summary>
/// <param name="Key">The idempotency key, if the shop tells it.</param>
/// <param name="Product">The only product in it, or 0.</param>
internal sealed record Remembered(string Id, string? Key, int Product);

/// <summary>What the shop has in its books, read page by page.</summary>
internal sealed class Books(Uri api) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Wire wire = new("audit", connect: null, Timeout.InfiniteTimeSpan);

    /// <summary>All orders of a customer; none if the shop no longer knows the customer.</summary>
    internal async Task<List<Remembered>> OrdersAsync(
        Customer customer,
        CancellationToken cancellation)
    {
        var orders = new Dictionary<string, Remembered>();
        for (var page = 1; ; page++)
        {
            var answer = await AskAsync(customer, Requests.Orders, page, cancellation);
            using var json = answer is null ? null : Json.Parse(answer.Body);
            // Asking past the end must end it, and so must a shop that ignores page numbers.
            if (Items(json).Select(ToOrder).Count(order => orders.TryAdd(order.Id, order)) == 0)
            {
                return [.. orders.Values];
            }
        }
    }

    /// <summary>The stock of every product.</summary>
    internal async Task<Dictionary<string, long>> StockAsync(CancellationToken cancellation)
    {
        var stock = new Dictionary<string, long>();
        for (var page = 1; ; page++)
        {
            var answer = await AskAsync(customer: null, Requests.Products, page, cancellation);
            using var json = answer is null ? null : Json.Parse(answer.Body);
            if (Items(json).Count(item => stock.TryAdd(
                    Json.Text(item, "id") ?? "", Json.Number(item, "stock") ?? 0)) == 0)
            {
                return stock;
            }
        }
    }

    public void Dispose() => wire.Dispose();

    private async Task<Answer?> AskAsync(
        Customer? customer,
        Func<Uri, int, HttpRequestMessage> request,
        int page,
        CancellationToken cancellation)
    {
        var answer = await SendAsync(customer, request, page, cancellation);
        if (answer.Status == 401 && customer is not null)
        {
            var failure = await customer.SignInAsync(wire, api, customer.Token, cancellation);
            if (failure == "http 401")
            {
                return null;
            }

            answer = await SendAsync(customer, request, page, cancellation);
        }

        cancellation.ThrowIfCancellationRequested();
        return answer is { Status: 200, Error: null }
            ? answer
            : throw new ShopperException(
                $"{api} doesn't answer an audit: {answer.Error ?? $"http {answer.Status}"}");
    }

    private async Task<Answer> SendAsync(
        Customer? customer,
        Func<Uri, int, HttpRequestMessage> request,
        int page,
        CancellationToken cancellation)
    {
        using var message = request(api, page);
        if (customer?.Token is { } token)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        return await wire.SendAsync(message, keepBody: true, patience.Token);
    }

    private static IEnumerable<JsonElement> Items(JsonDocument? page) => page?.RootElement switch
    {
        { ValueKind: JsonValueKind.Array } array => array.EnumerateArray(),
        { ValueKind: JsonValueKind.Object } wrapper
            when wrapper.TryGetProperty("items", out var items) => items.EnumerateArray(),
        _ => [],
    };

    private static Remembered ToOrder(JsonElement order)
    {
        var lines = order.TryGetProperty("lines", out var found) ? found : default;
        var single = lines.ValueKind == JsonValueKind.Array && lines.GetArrayLength() == 1;
        return new Remembered(
            Json.Text(order, "id") ?? "",
            Json.Text(order, "idempotencyKey", "key"),
            single ? (int)(Json.Number(lines[0], "productId") ?? 0) : 0);
    }
}
