namespace Shop.Shoppers;

/// <summary>What came back over the wire.</summary>
internal sealed record Answer
{
    /// <summary>HTTP status, 0 if none came.</summary>
    internal ushort Status { get; init; }

    /// <summary>Null if the whole answer was read.</summary>
    internal string? Error { get; init; }

    /// <summary>False if the request certainly never left: no connection.</summary>
    internal bool Sent { get; init; } = true;

    internal string? ServedBy { get; init; }

    internal ServerTiming Timing { get; init; } = ServerTiming.None;

    /// <summary>Empty unless it was asked for.</summary>
    internal ReadOnlyMemory<byte> Body { get; init; }
}
