namespace Shop;

/// <summary>What a database says of itself.</summary>
/// <param name="IsReplica">Whether it replays a log, whoever writes it, instead of writing one.</param>
/// <param name="Position">In bytes since the beginning of the log.</param>
/// <param name="SinceReplayMs">
/// Age of the newest transaction that it has replayed; 0 if it has replayed all that comes.
/// </param>
internal sealed record NodeState(
    bool IsReplica, int Timeline, long Position, bool IsStreaming, int SinceReplayMs);
