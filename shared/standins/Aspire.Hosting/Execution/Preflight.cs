using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Execution;

/// <summary>Finds what would fail before anything is started; one line per problem.</summary>
internal static class Preflight
{
    internal static List<string> Check(IReadOnlyCollection<IResource> resources) =>
    [
        .. resources.SelectMany(Check).Distinct(StringComparer.Ordinal),

        // Where one port is taken others often are, and for the same reason.
        .. resources.SelectMany(TakenPorts).Take(1),
    ];

    internal static string Missing(ExecutableResource resource)
    {
        var hint = resource.Annotations.OfType<RequiredCommandAnnotation>().LastOrDefault();
        return Missing(resource.Name, resource.Command, hint?.HelpLink);
    }

    private static IEnumerable<string> Check(IResource resource)
    {
        foreach (var required in resource.Annotations.OfType<RequiredCommandAnnotation>())
        {
            if (Executables.Find(required.Command, ".") is null)
            {
                yield return Missing(resource.Name, required.Command, required.HelpLink);
            }
        }

        if (resource is ProjectResource project && BuiltProjects.FindDll(project) is null)
        {
            yield return BuiltProjects.NotBuilt(project);
        }

        if (resource is ExecutableResource executable)
        {
            if (!Directory.Exists(executable.WorkingDirectory))
            {
                yield return $"{resource.Name}: there is no folder {executable.WorkingDirectory}";
            }
            else if (Executables.Find(executable.Command, executable.WorkingDirectory) is null)
            {
                yield return Missing(executable);
            }
        }
    }

    private static IEnumerable<string> TakenPorts(IResource resource)
    {
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>()
            .Where(e => (e.TargetPort ?? e.Port) is not null))
        {
            var port = endpoint.AllocatedEndpoint!.Port;
            if (IsTaken(port, endpoint.Protocol))
            {
                yield return $"{resource.Name}: port {port} is taken{PortOwner.Describe(port)}. "
                    + "End that process, or give the endpoint another port.";
            }
        }
    }

    private static string Missing(string resource, string command, string? help) =>
        $"{resource}: there is no program '{command}'. "
        + (help ?? $"Install it, or add its folder to PATH.");

    private static bool IsTaken(int port, ProtocolType protocol) =>
        IsTaken(new IPEndPoint(IPAddress.Loopback, port), protocol)
        || IsTaken(new IPEndPoint(IPAddress.IPv6Loopback, port), protocol);

    private static bool IsTaken(IPEndPoint address, ProtocolType protocol)
    {
        var type = protocol == ProtocolType.Udp ? SocketType.Dgram : SocketType.Stream;
        try
        {
            using var socket = new Socket(address.AddressFamily, type, protocol);
            socket.Bind(address);
            return false;
        }
        catch (SocketException e)
        {
            // Anything else, like a system without IPv6, is for the process itself to complain of.
            return e.SocketErrorCode == SocketError.AddressAlreadyInUse;
        }
    }
}
