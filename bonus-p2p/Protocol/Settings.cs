namespace Shop.Protocol;

/// <summary>What all peers of a shop agree on.</summary>
public sealed record Settings
{
    /// <summary>Between two probes, and between two comparisons of ledgers.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>
    /// How many periods a suspect has to answer, times log2 of the number of members: that is how
    /// long the suspicion takes to reach it, and its answer to reach everybody.
    /// </summary>
    public double SuspicionPeriods { get; init; } = 2;

    /// <summary>How far a sender's clock may be off.</summary>
    public TimeSpan ClockTolerance { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes of a message; who signs a larger one is blamed.</summary>
    public int LargestMessage { get; init; } = 128 * 1024;

    /// <summary>Bytes of what a reply carries, before it is packed.</summary>
    public int LargestReply { get; init; } = 40 * 1024;

    /// <summary>
    /// Messages a second that one sender may send for long, and four times that at once.
    /// </summary>
    public int MessagesPerSecond { get; init; } = 100;

    /// <summary>Wrongs until a key is banned; a forgery is three.</summary>
    public int Strikes { get; init; } = 3;

    /// <summary>The mechanism that this run does without; null normally.</summary>
    public string? Without { get; init; }
}
