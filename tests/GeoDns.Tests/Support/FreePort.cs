namespace GeoDns.Tests.Support;

internal static class FreePort
{
    /// <summary>One that is free for UDP and TCP.</summary>
    public static int Next()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var endPoint = (IPEndPoint)listener.LocalEndpoint;
            using var udp = new Socket(SocketType.Dgram, ProtocolType.Udp);
            try
            {
                udp.Bind(endPoint);
                return endPoint.Port;
            }
            catch (SocketException)
            {
                // Taken for UDP: try another one.
            }
        }
    }
}
