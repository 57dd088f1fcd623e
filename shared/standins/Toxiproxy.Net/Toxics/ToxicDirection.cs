namespace Toxiproxy.Net.Toxics;

/// <summary>Which way the bytes go that a toxic acts on.</summary>
public enum ToxicDirection
{
    /// <summary>From the client to the server.</summary>
    UpStream,

    /// <summary>From the server to the client.</summary>
    DownStream,
}
