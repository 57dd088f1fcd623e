namespace Shop.Origin;

/// <summary>What came of asking the origin: exactly one of the first three is there.</summary>
internal sealed record Fetched
{
    /// <summary>A complete answer that may be given to others who ask for the same.</summary>
    public Entry? Entry { get; init; }

    /// <summary>An answer for one only, whose body is still to come.</summary>
    public Passing? Passing { get; init; }

    public Failure? Failure { get; init; }

    /// <summary>The origin's, which may be a 304.</summary>
    public int Status { get; init; }

    /// <summary>It was a 304: the kept answer is still right.</summary>
    public bool IsConfirmed => Status == StatusCodes.Status304NotModified;

    /// <summary>It is in the store now.</summary>
    public bool IsKept { get; init; }

    public StringValues ServedBy { get; init; }

    public StringValues Timing { get; init; }

    /// <summary>The origin is in trouble and says so, or doesn't answer at all.</summary>
    public bool IsError => Failure is not null || Status is 500 or 502 or 503 or 504;
}

/// <param name="Message">Whoever passes it on disposes it.</param>
/// <param name="Headers">Without those of the connection.</param>
/// <param name="Beginning">What was read of the body already.</param>
internal sealed record Passing(
    HttpResponseMessage Message, IHeaderDictionary Headers, ReadOnlyMemory<byte> Beginning);

/// <param name="Status">502 or 504.</param>
/// <param name="Title">For the customer, one sentence.</param>
internal sealed record Failure(int Status, string Title)
{
    public static readonly Failure Unreachable = new(
        StatusCodes.Status502BadGateway, "This region's balancer can't be reached.");

    public static readonly Failure Silent = new(
        StatusCodes.Status504GatewayTimeout, "This region's balancer doesn't answer in time.");
}
