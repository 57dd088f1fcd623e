using System.Text;

namespace Shop.Routing;

/// <summary>Bounds connections in time; their number is the cluster's setting.</summary>
internal sealed class BackendConnections(Limits limits) : ForwarderHttpClientFactory
{
    protected override void ConfigureHandler(
        ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        base.ConfigureHandler(context, handler);
        handler.ConnectTimeout = limits.Connect;
        handler.PooledConnectionIdleTimeout = limits.IdleConnection;
        // Customers may send more than ASCII, which is all that the default passes on.
        handler.RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8;
    }
}
