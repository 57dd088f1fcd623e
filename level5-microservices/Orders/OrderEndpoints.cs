using Microsoft.AspNetCore.Mvc;
using Shop.Control;
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
        .AddScoped<Purchases>()
        .AddSingleton<Finished>()
        .AddScoped<SagaDriver>()
        .AddHostedService<Resumption>()
        .AddSingleton<JoinSettings>()
        .AddScoped<Names>()
        .AddScoped<OrderHistory>();

    public static void MapOrders(this IEndpointRouteBuilder app)
    {
        var orders = app.MapGroup("/api/orders").WithTags("Orders").RequireAuthorization().StaysPrivate();

        orders.MapPost("/", async Task<Answer> (
            [FromHeader(Name = "Idempotency-Key")] string? key,
            Purchase? purchase,
            ClaimsPrincipal user,
            Checkout checkout,
            HttpResponse response) =>
            key is { Length: > 0 and <= 100 }
                ? ToAnswer(
                    await checkout.BuyAsync(user.CustomerId(), user.Home(), key, purchase), response)
                : TypedResults.ValidationProblem(MissingKey));

        orders.MapGet("/", async (
            ClaimsPrincipal user,
            OrderHistory history,
            Names names,
            [Range(1, 10_000)] int page = 1,
            [Range(1, 100)] int pageSize = 20) =>
            TypedResults.Ok(await names.JoinAsync(
                await history.FindAsync(user.CustomerId(), page, pageSize))));

        orders.MapGet("/{id:guid}", async Task<Results<Ok<Order>, NotFound>> (
            Guid id, ClaimsPrincipal user, OrderHistory history) =>
            await history.FindAsync(user.CustomerId(), id) is { } order
                ? TypedResults.Ok(order)
                : TypedResults.NotFound());

        MapInside(app);
    }

    // For whoever runs the shop.
    private static void MapInside(IEndpointRouteBuilder app)
    {
        app.MapGet("/internal/purchases", (Database database) => database.AskAsync(connection =>
            connection.QuerySingleAsync<PurchaseCounts>(
                """
                select count(*) filter (where state in ('open', 'sold')) as underWay,
                    count(*) filter (where state = 'refused') as takenBack
                from orders
                """))).AddEndpointFilter<ControlKey>().ExcludeFromDescription();

        app.MapPut("/internal/joins", (Joins wanted, JoinSettings settings) =>
            settings.How = wanted.How).AddEndpointFilter<ControlKey>().ExcludeFromDescription();
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
        "cart-bought" => Problem(
            StatusCodes.Status409Conflict,
            "This cart is being bought already: see your orders."),
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
        "declined" => Problem(
            StatusCodes.Status402PaymentRequired,
            "The payment was declined. Nothing was bought."),
        "given-up" => Problem(
            StatusCodes.Status503ServiceUnavailable,
            "The purchase took too long and was taken back. Nothing was charged."),
        _ => Problem(StatusCodes.Status400BadRequest, "The cart is empty."),
    };

    private static ProblemHttpResult Problem(
        int status, string title, Dictionary<string, object?>? extensions = null) =>
        TypedResults.Problem(title: title, statusCode: status, extensions: extensions);
}

internal sealed record PurchaseCounts(long UnderWay, long TakenBack);
