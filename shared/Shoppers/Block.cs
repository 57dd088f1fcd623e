namespace Shop.Shoppers;

/// <summary>
/// A stretch of a history. What is below <see cref="Count"/> never changes again, so readers that
/// took the count under the writer's lock need no lock afterwards.
/// </summary>
internal sealed class Block
{
    internal const int Size = 4_096;

    private readonly Operation[] operations = new Operation[Size];
    private TimeSpan earliest = TimeSpan.MaxValue;
    private TimeSpan latest = TimeSpan.MinValue;

    internal int Count { get; private set; }

    internal bool IsFull => Count == Size;

    internal void Add(in Operation operation)
    {
        operations[Count++] = operation;
        earliest = operation.Intended < earliest ? operation.Intended : earliest;
        latest = operation.Intended > latest ? operation.Intended : latest;
    }

    internal IEnumerable<Operation> Between(TimeSpan from, TimeSpan to, int count)
    {
        if (earliest >= to || latest < from)
        {
            yield break;
        }

        for (var at = 0; at < count; at++)
        {
            if (operations[at].Intended >= from && operations[at].Intended < to)
            {
                yield return operations[at];
            }
        }
    }
}
