using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Toxiproxy.Proxies;

/// <summary>
/// An address as "host:port", the host a name, an IPv4 or a bracketed IPv6 address.
/// </summary>
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
    /// The addresses of the host, IPv4 before IPv6. No host means loopback: what damages traffic
    /// should not be reachable from outside by default.
    /// </summary>
    /// <exception cref="SocketException">The name is unknown.</exception>
    public async Task<IReadOnlyList<IPEndPoint>> ResolveAsync(CancellationToken limit = default)
    {
        if (Host is "" or "localhost")
        {
            return [new IPEndPoint(IPAddress.Loopback, Port)];
        }

        if (IPAddress.TryParse(Host, out var literal))
        {
            return [new IPEndPoint(literal, Port)];
        }

        var addresses = await Dns.GetHostAddressesAsync(Host, limit);
        return
        [
            .. addresses
                .OrderBy(address => address.AddressFamily != AddressFamily.InterNetwork)
                .Select(address => new IPEndPoint(address, Port)),
        ];
    }
}
