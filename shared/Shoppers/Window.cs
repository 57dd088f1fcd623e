namespace Shop.Shoppers;

/// <summary>
/// What ordinary shoppers met in an interval: the operations that were due in [From, To), each
/// with its end, however late. Extra streams are left out.
/// </summary>
public sealed class Window
{
    private readonly Operation[] operations;

    private Window(TimeSpan from, TimeSpan to, Operation[] operations)
    {
        From = from;
        To = to;
        this.operations = operations;
        All = Summary.Of(operations);
    }

    public TimeSpan From { get; }

    public TimeSpan To { get; }

    /// <summary>All regions and classes together.</summary>
    public Summary All { get; }

    /// <summary>The operations themselves, in order of intended start.</summary>
    public IReadOnlyList<Operation> Operations => operations;

    public IEnumerable<string> Regions => operations.Select(one => one.Region).Distinct();

    /// <summary>Operations that were due per second.</summary>
    public double IntendedPerSecond => All.Count / (To - From).TotalSeconds;

    /// <summary>Operations that were due and got their answer, per second.</summary>
    public double AnsweredPerSecond => (All.Ok + All.Rejected) / (To - From).TotalSeconds;

    /// <summary>How long shoppers got nothing, see <see cref="Shoppers.Downtime"/>.</summary>
    public Downtime Downtime => Downtime.Of(operations, until: To);

    /// <summary>
    /// Of what has ended by now; see <see cref="Fleet.MeasureAsync"/> for waiting.
    /// </summary>
    /// <param name="history">What happened.</param>
    /// <param name="from">Inclusive, by intended start.</param>
    /// <param name="to">Exclusive.</param>
    /// <param name="stream">Null for ordinary shoppers, or the name of an extra stream.</param>
    public static Window Of(History history, TimeSpan from, TimeSpan to, string? stream = null) =>
        new(from, to, [.. history.Between(from, to)
            .Where(operation => operation.Stream == stream)
            .OrderBy(operation => operation.Intended),]);

    /// <summary>Of one region, one class, or both.</summary>
    public Summary Of(string? region = null, Class? @class = null) =>
        Summary.Of(operations.Where(one =>
            (region is null || one.Region == region) && (@class is null || one.Class == @class)));
}
