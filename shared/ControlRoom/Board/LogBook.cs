namespace Aspire.Hosting;

/// <summary>Writes on the board what happened to the world, by whoever's hand.</summary>
internal sealed class LogBook
{
    // An afternoon of breaking things.
    private const int Length = 1_000;

    private readonly Board board;
    private readonly Faults faults;

    public LogBook(Board board, Faults faults)
    {
        this.board = board;
        this.faults = faults;
        faults.Happened += happened => Add(happened.At, happened.Kind, happened.What);
    }

    public void Add(string kind, string what) => Add(faults.Elapsed, kind, what);

    /// <summary>Remembers an order, so that a saved log can be replayed.</summary>
    /// <param name="order">As <see cref="Orders"/> understands it.</param>
    public void Record(string order) =>
        board.Append("order", new OrderView(faults.Elapsed.TotalSeconds, order), Length);

    private void Add(TimeSpan at, string kind, string what) =>
        board.Append("log", new LogView(at.TotalSeconds, kind, what), Length);
}
