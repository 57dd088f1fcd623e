using Microsoft.AspNetCore.Mvc;
using Shop.Merchant;

namespace Shop.Shopping;

internal static class OrderEndpoints
{
    public static void MapOrders(this WebApplication app)
    {
        app.MapPost("/api/orders", BuyAsync);
        app.MapGet("/api/orders", IResult (
            HttpRequest request,
            IServiceProvider services,
            Purchases purchases,
            int page = 1,
            int pageSize = 20) =>
        {
            if (Accounts.OwnerOf(request) is not { } owner)
            {
                return TypedResults.Unauthorized();
            }

            // The merchant has everybody's, each peer its own user's.
            var books = services.GetService<Books>();
            var all = (books?.Of(owner) ?? purchases.Of(owner))
                .OrderByDescending(order => order.CreatedAt)
                .ToList();
            return TypedResults.Ok(new
            {
                Items = all.Skip((page - 1) * pageSize).Take(pageSize),
                Page = page,
                PageSize = pageSize,
                Total = all.Count,
            });
        });
    }

    private static async Task<IResult> BuyAsync(
        [FromHeader(Name = "Idempotency-Key")] string? key,
        Purchase? purchase,
        HttpRequest request,
        HttpResponse response,
        Accounts accounts,
        Checkout checkout)
    {
        if (accounts.Find(request) is not { } account)
        {
            return TypedResults.Unauthorized();
        }

        if (key is not { Length: > 0 and <= 100 } || purchase?.IsSound == false)
        {
            return Invalid(key);
        }

        var result = await checkout.BuyAsync(account, key, purchase?.Merged);
        response.Headers["X-Copies"] = $"{result.Copies}";
        return Answer(result);
    }

    private static IResult Answer(CheckoutResult result) => result.Outcome switch
    {
        "created" or "replayed" => TypedResults.Created((string?)null, result.Order),
        "out-of-stock" => TypedResults.Problem(
            title: $"Product {result.Product} can't be had here at the moment.", statusCode: 409),
        "key-reused" => TypedResults.Problem(
            title: "This Idempotency-Key stands for another purchase.", statusCode: 422),
        "empty" => TypedResults.Problem(title: "The cart is empty.", statusCode: 400),
        _ => TypedResults.Problem(title: $"There is no product {result.Product}.", statusCode: 400),
    };

    private static IResult Invalid(string? key) => TypedResults.ValidationProblem(
        new Dictionary<string, string[]>
        {
            [string.IsNullOrEmpty(key) ? "Idempotency-Key" : "items"] =
                ["A key of 1 to 100 characters, and 1 to 50 products, 1 to 99 of each."],
        });

    internal sealed record Purchase(IReadOnlyList<CartItem>? Items)
    {
        public bool IsSound => Items is null
            || (Items.Count is > 0 and <= 50 && Items.All(item => item is { Quantity: >= 1 and <= 99 }));

        public IReadOnlyList<CartItem>? Merged => Items is null ? null :
        [
            .. Items
                .GroupBy(item => item.ProductId, item => item.Quantity)
                .Select(group => new CartItem(group.Key, group.Sum())),
        ];
    }
}
