using System.Net.Http.Headers;
using System.Text;

namespace Shop.Shoppers;

/// <summary>The shop's HTTP interface, as far as shoppers use it.</summary>
internal static class Requests
{
    // As the storefront asks, so that both share what caches keep.
    private const int PageSize = 24;

    private const int MostPerPage = 100;

    private static readonly MediaTypeHeaderValue JsonType = new("application/json");

    private static readonly string[] Words =
        ["mug", "lamp", "vase", "fern", "clock", "bag", "oak", "canvas", "glass", "notebook"];

    internal static HttpRequestMessage Register(Uri api, Customer customer) =>
        Post(api, "api/customers",
            $$"""
            {"email":"{{customer.Email}}","password":"{{Customer.Password}}","name":"Shopper"}
            """);

    internal static HttpRequestMessage SignIn(Uri api, Customer customer) =>
        Post(api, "api/sessions",
            $$"""{"email":"{{customer.Email}}","password":"{{Customer.Password}}"}""");

    internal static HttpRequestMessage Orders(Uri api, int page) =>
        Get(api, $"api/orders?page={page}&pageSize={MostPerPage}");

    internal static HttpRequestMessage Products(Uri api, int page) =>
        Get(api, $"api/products?page={page}&pageSize={MostPerPage}");

    private static HttpRequestMessage Browse(Uri api, int product) =>
        Get(api, $"api/products?page={1 + ((product - 1) / PageSize)}&pageSize={PageSize}");

    /// <param name="key">The idempotency key of a checkout.</param>
    internal static HttpRequestMessage For(
        Kind kind,
        Entrance to,
        int product,
        Customer customer,
        string? key) => kind switch
        {
            Kind.Browse => Browse(to.Api, product),
            Kind.Search => Get(to.Api, $"api/products?search={Words[product % Words.Length]}"),
            Kind.Product => Get(to.Api, $"api/products/{product}"),
            Kind.Asset => Get(to.Assets, $"images/{product}.svg"),
            Kind.Cart => Cart(to.Api, product),
            Kind.Checkout => Checkout(to.Api, product, key),
            Kind.SignIn => SignIn(to.Api, customer),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    private static HttpRequestMessage Cart(Uri api, int product) => new(
        HttpMethod.Put,
        new Uri(api, $"api/cart/items/{product}"))
    {
        Content = JsonContent("""{"quantity":1}"""),
    };

    private static HttpRequestMessage Checkout(Uri api, int product, string? key)
    {
        var request = Post(api, "api/orders",
            $$"""{"items":[{"productId":{{product}},"quantity":1}]}""");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return request;
    }

    private static HttpRequestMessage Get(Uri to, string path) =>
        new(HttpMethod.Get, new Uri(to, path));

    private static HttpRequestMessage Post(Uri api, string path, string json) =>
        new(HttpMethod.Post, new Uri(api, path)) { Content = JsonContent(json) };

    private static ByteArrayContent JsonContent(string json) =>
        new(Encoding.UTF8.GetBytes(json)) { Headers = { ContentType = JsonType } };
}
