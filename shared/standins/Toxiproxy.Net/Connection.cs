namespace Toxiproxy.Net;

/// <summary>A connection to a Toxiproxy server's admin API, by default at localhost:8474.</summary>
public class Connection : IDisposable
{
    private readonly HttpClient http;
    private readonly bool resetAllToxicsAndProxiesOnClose;

    public Connection(bool resetAllToxicsAndProxiesOnClose = false)
        : this("localhost", resetAllToxicsAndProxiesOnClose)
    {
    }

    public Connection(string host, bool resetAllToxicsAndProxiesOnClose = false)
        : this(host, 8474, resetAllToxicsAndProxiesOnClose)
    {
    }

    public Connection(string host, int port, bool resetAllToxicsAndProxiesOnClose = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        this.resetAllToxicsAndProxiesOnClose = resetAllToxicsAndProxiesOnClose;

        // Loopback traffic must work with HTTP_PROXY set.
        http = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new Uri($"http://{host}:{port}"),
        };
    }

    public Client Client() => new(new AdminHttp(http));

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
        {
            return;
        }

        if (resetAllToxicsAndProxiesOnClose)
        {
            Client().Reset();
        }

        http.Dispose();
    }
}
