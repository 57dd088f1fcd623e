namespace Toxiproxy.Net;

/// <summary>An error that the server answered with.</summary>
public class ToxiProxiException : Exception
{
    public ToxiProxiException()
    {
    }

    public ToxiProxiException(string message)
        : base(message)
    {
    }

    public ToxiProxiException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; set; }
}
