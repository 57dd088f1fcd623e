using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Toxiproxy.Proxies;

/// <summary>An address as "host:port", the host a name, an IPv4 or a bracketed IPv6 address.</summary>
internal sealed record Address(string Host, int Port)
{
    public static bool TryParse(string text, [NotNullWhen(true)] out Address? address)
    {
        var colon = text.LastIndexOf(':');
        var valid = ushort.TryParse(text.AsSpan(colon + 1), out var port);
        address = colon >= 0 && valid ? new Address(text[..colon].Trim('[', ']'), port) : null;
        return address is not null;
    }

    /// <summary>
    /// Where to listen. No host means loopback: what damages traffic should not be reachable from
    /// outside by default.
    /// </summary>
    public async Task<IPEndPoint> ResolveAsync()
    {
        if (Host is "" or "localhost")
        {
            return new IPEndPoint(IPAddress.Loopback, Port);
        }

        if (IPAddress.TryParse(Host, out var literal))
        {
            return new IPEndPoint(literal, Port);
        }

        var addresses = await Dns.GetHostAddressesAsync(Host);
        var first = Array.Find(addresses, x => x.AddressFamily == AddressFamily.InterNetwork);
        return new IPEndPoint(first ?? addresses[0], Port);
    }

    /// <summary>Where to connect to. A name is resolved at each connection.</summary>
    public EndPoint Target =>
        IPAddress.TryParse(Host, out var literal) ? new IPEndPoint(literal, Port)
        : Host is "" or "localhost" ? new IPEndPoint(IPAddress.Loopback, Port)
        : new DnsEndPoint(Host, Port);
}
