using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A port that a resource listens on.</summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    private readonly TaskCompletionSource<AllocatedEndpoint> _allocated =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int? _port;
    private int? _targetPort;
    private string? _transport;

    public EndpointAnnotation(
        ProtocolType protocol,
        string? uriScheme = null,
        string? transport = null,
        string? name = null,
        int? port = null,
        int? targetPort = null,
        bool? isExternal = null,
        bool? isProxied = null)
    {
        UriScheme = uriScheme ?? protocol.ToString().ToLowerInvariant();
        Name = name ?? UriScheme;
        ModelName.Validate("Endpoint", Name);
        Protocol = protocol;
        IsExternal = isExternal ?? false;
        IsProxied = isProxied ?? true;
        _transport = transport;
        _port = port;
        _targetPort = targetPort;
    }

    public string Name { get; set; }

    public ProtocolType Protocol { get; set; }

    /// <summary>The port that others connect to; null: any free port.</summary>
    public int? Port
    {
        get => _port ?? (IsProxied ? null : _targetPort);
        set => _port = value;
    }

    /// <summary>The port that the process listens on; null: as <see cref="Port"/>.</summary>
    public int? TargetPort
    {
        get => _targetPort ?? (IsProxied ? null : _port);
        set => _targetPort = value;
    }

    public string UriScheme { get; set; }

    /// <summary>The address that the process listens on.</summary>
    public string TargetHost { get; set; } = "localhost";

    public string Transport
    {
        get => _transport ?? (UriScheme is "http" or "https" ? "http" : UriScheme);
        set => _transport = value;
    }

    public bool IsExternal { get; set; }

    /// <summary>
    /// Whether the orchestrator may put a proxy before the process. There is none here: the
    /// process itself always listens on the port that others connect to.
    /// </summary>
    public bool IsProxied { get; set; }

    /// <summary>Not part of a reference to the whole resource, only if named.</summary>
    public bool ExcludeReferenceEndpoint { get; set; }

    /// <summary>Where the endpoint is, as soon as that is settled.</summary>
    public AllocatedEndpoint? AllocatedEndpoint
    {
        get => _allocated.Task.IsCompletedSuccessfully ? _allocated.Task.Result : null;
        set => _allocated.TrySetResult(value!);
    }

    internal string? TargetPortEnvironmentVariable { get; set; }

    internal Task<AllocatedEndpoint> WhenAllocated => _allocated.Task;
}
