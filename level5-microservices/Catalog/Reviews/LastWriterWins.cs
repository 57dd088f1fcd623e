namespace Shop.Reviews;

/// <summary>
/// All of it is as whoever wrote last left it. Of two who wrote at the same time without knowing of
/// each other, one has written nothing.
/// </summary>
internal sealed record LastWriterWins(Opinions Shown, DateTimeOffset At, string Site)
    : ICopy<LastWriterWins>
{
    public static readonly LastWriterWins Empty = new(Opinions.None, DateTimeOffset.MinValue, "");

    // Never earlier than what it replaces, even if the clock there is ahead.
    public LastWriterWins After(Change change) => new(
        Shown.After(change),
        change.At > At ? change.At : At.AddTicks(1),
        change.Site);

    public LastWriterWins Merge(LastWriterWins other) =>
        (other.At.CompareTo(At), string.CompareOrdinal(other.Site, Site)) is ( > 0, _) or (0, > 0)
            ? other
            : this;
}
