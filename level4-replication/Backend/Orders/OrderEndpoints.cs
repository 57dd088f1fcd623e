using Microsoft.AspNetCore.Mvc;
using Answer = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.Created<Shop.Orders.Order>,
    Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult,
    Microsoft.AspNetCore.Http.HttpResults.ValidationProblem>;

namespace Shop.Orders;

internal static class OrderEndpoints
{
    private static readonly Dictionary<string, string[]> MissingKey = new()
    {
        ["Idempotency-Key"] = ["This header is required, with 1 to 100 characters."],
    };

    public static void AddOrders(this IServiceCollection services) => services
        .AddScoped<Checkout>()
        .AddScoped<CachedCheckout>()
        .AddScoped<OrderHistory>();

    public static void MapOrders(this IEndpointRouteBuilder app)
    {
        var orders = app.MapGroup("/api/orders").WithTags("Orders").RequireAuthorization().StaysPrivate();

        orders.MapPost("/", async Task<Answer> (
            [FromHeader(Name = "Idempotency-Key")] string? key,
            Purchase? purchase,
            ClaimsPrincipal user,
            CachedCheckout checkout,
            HttpResponse response) =>
            key is { Length: > 0 and <= 100 }
                ? ToAnswer(await checkout.BuyAsync(user.CustomerId(), key, purchase), response)
                : TypedResults.ValidationProblem(MissingKey));

        orders.MapGet("/", async (
            ClaimsPrincipal user,
            OrderHistory history,
            [Range(1, 10_000)] int page = 1,
            [Range(1, 100)] int pageSize = 20) =>
            TypedResults.Ok(await history.FindAsync(user.CustomerId(), page, pageSize)));

        orders.MapGet("/{id:guid}", async Task<Results<Ok<Order>, NotFound>> (
            Guid id, ClaimsPrincipal user, OrderHistory history) =>
            await history.FindAsync(user.CustomerId(), id) is { } order
                ? TypedResults.Ok(order)
                : TypedResults.NotFound());
    }

    private static Answer ToAnswer(CheckoutResult result, HttpResponse response)
    {
        // A repeat gets the same answer as the first request, and a note that nothing was bought.
        if (result.Outcome is "replayed")
            response.Headers["Idempotent-Replayed"] = "true";
        return result.Outcome is "created" or "replayed"
            ? TypedResults.Created($"/api/orders/{result.Order!.Id}", result.Order)
            : Refuse(result);
    }

    private static ProblemHttpResult Refuse(CheckoutResult result) => result.Outcome switch
    {
        "out-of-stock" => Problem(
            StatusCodes.Status409Conflict,
            $"{result.Product} is out of stock: {result.Available} left.",
            new()
            {
                ["productId"] = result.ProductId,
                ["available"] = result.Available,
            }),
        "key-reused" => Problem(
            StatusCodes.Status422UnprocessableEntity,
            "This Idempotency-Key stands for another purchase."),
        "unknown-product" => Problem(
            StatusCodes.Status400BadRequest,
            $"There is no product {result.ProductId}.",
            new()
            {
                ["errors"] = new Dictionary<string, string[]>
                {
                    ["items"] = [$"There is no product {result.ProductId}."],
                },
            }),
        "cart-unknown" => Problem(
            StatusCodes.Status503ServiceUnavailable, "The cart can't be read right now."),
        _ => Problem(StatusCodes.Status400BadRequest, "The cart is empty."),
    };

    private static ProblemHttpResult Problem(
        int status, string title, Dictionary<string, object?>? extensions = null) =>
        TypedResults.Problem(title: title, statusCode: status, extensions: extensions);
}
