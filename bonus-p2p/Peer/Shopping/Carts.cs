using System.Collections.Concurrent;

namespace Shop.Shopping;

internal sealed record CartItem(int ProductId, int Quantity);

/// <summary>Carts live in this process: nobody but their owner misses them.</summary>
internal sealed class Carts
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<int, int>> carts = new();

    public IReadOnlyList<CartItem> Of(Account owner) =>
        [.. Find(owner).OrderBy(item => item.Key).Select(item => new CartItem(item.Key, item.Value))];

    public void Put(Account owner, int product, int quantity) => Find(owner)[product] = quantity;

    public void Remove(Account owner, int product) => Find(owner).TryRemove(product, out _);

    public void Clear(Account owner) => carts.TryRemove(owner.Owner, out _);

    private ConcurrentDictionary<int, int> Find(Account owner) =>
        carts.GetOrAdd(owner.Owner, _ => new());
}

internal static class CartEndpoints
{
    public static void MapCarts(this WebApplication app)
    {
        var cart = app.MapGroup("/api/cart");
        cart.MapGet("/", IResult (HttpRequest request, Accounts accounts, Carts carts) =>
            accounts.Find(request) is { } owner ? Show(carts, owner) : TypedResults.Unauthorized());

        cart.MapPut("/items/{id:int}", IResult (
            int id, Change change, HttpRequest request, Accounts accounts, Carts carts, Node node) =>
        {
            if (accounts.Find(request) is not { } owner)
            {
                return TypedResults.Unauthorized();
            }

            if (!node.Catalogue.Products.ContainsKey(id))
            {
                return TypedResults.NotFound();
            }

            if (change.Quantity is < 1 or > 99)
            {
                return TypedResults.ValidationProblem(new Dictionary<string, string[]>
                {
                    ["quantity"] = ["From 1 to 99."],
                });
            }

            carts.Put(owner, id, change.Quantity);
            return Show(carts, owner);
        });

        cart.MapDelete("/items/{id:int}", IResult (
            int id, HttpRequest request, Accounts accounts, Carts carts) =>
        {
            if (accounts.Find(request) is not { } owner)
            {
                return TypedResults.Unauthorized();
            }

            carts.Remove(owner, id);
            return Show(carts, owner);
        });
    }

    private static IResult Show(Carts carts, Account owner) =>
        TypedResults.Ok(new { Items = carts.Of(owner) });

    internal sealed record Change(int Quantity);
}
