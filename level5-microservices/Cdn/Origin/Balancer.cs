using System.Diagnostics;
using System.Text;

namespace Shop.Origin;

/// <summary>Where everything comes from, and the connections to it.</summary>
internal sealed class Balancer : IDisposable
{
    public Balancer(IConfiguration configuration, Limits limits)
    {
        Address = configuration["services:balancer:http:0"]?.TrimEnd('/')
            ?? throw new InvalidOperationException(
                "The edge needs a balancer: services__balancer__http__0.");
        Connections = new(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectTimeout = limits.Connect,
            PooledConnectionIdleTimeout = limits.IdleConnection,
            // Customers may send more than ASCII, which is all that the default passes on.
            RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
            ActivityHeadersPropagator =
                new ReverseProxyPropagator(DistributedContextPropagator.Current),
        });
    }

    public string Address { get; }

    public HttpMessageInvoker Connections { get; }

    public void Dispose() => Connections.Dispose();
}
