using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Shop.Control;

/// <summary>
/// Lets nobody near the controls but who runs the shop: they come from this machine and know the
/// key (environment variable CONTROL_KEY). For all others there is nothing here, and without a key
/// in the environment there is nothing for anybody.
/// </summary>
internal sealed class ControlKey(IConfiguration configuration) : IEndpointFilter
{
    public const string Header = "X-Control-Key";

    private readonly byte[] key = Encoding.UTF8.GetBytes(configuration["CONTROL_KEY"] ?? "");

    public async ValueTask<object?> InvokeAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        IsAllowed(context.HttpContext) ? await next(context) : TypedResults.NotFound();

    // A page of another origin can't send the header: the browser would have to ask first.
    private bool IsAllowed(HttpContext context) =>
        key.Length > 0
        && context.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && CryptographicOperations.FixedTimeEquals(
            key, Encoding.UTF8.GetBytes(context.Request.Headers[Header].ToString()));
}
