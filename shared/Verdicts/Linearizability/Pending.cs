namespace Shop.Verdicts.Linearizability;

/// <summary>
/// Calls and returns of the operations that have no place in the order yet, in order of time: a
/// doubly linked list, from which an operation is taken, and into which it is put back, in O(1).
/// </summary>
/// <remarks>An entry is 2 × operation for its call and one more for its return.</remarks>
internal sealed class Pending
{
    private readonly int[] next;
    private readonly int[] previous;
    private readonly int head;

    internal Pending(IReadOnlyList<Operation> operations)
    {
        head = 2 * operations.Count;
        next = new int[head + 1];
        previous = new int[head + 1];
        var last = head;
        // Calls before returns of the same moment: these two operations are concurrent.
        foreach (var entry in Enumerable.Range(0, head)
            .OrderBy(entry => IsReturn(entry) ? operations[entry / 2].End : operations[entry / 2].Start)
            .ThenBy(IsReturn))
        {
            (next[last], previous[entry]) = (entry, last);
            last = entry;
        }

        (next[last], previous[head]) = (head, last);
    }

    internal int First => next[head];

    internal static bool IsReturn(int entry) => entry % 2 == 1;

    internal int Next(int entry) => next[entry];

    internal void Take(int operation)
    {
        Unlink(2 * operation);
        Unlink((2 * operation) + 1);
    }

    /// <summary>Undoes the last take that was not undone yet.</summary>
    internal void PutBack(int operation)
    {
        Link((2 * operation) + 1);
        Link(2 * operation);
    }

    private void Unlink(int entry) =>
        (next[previous[entry]], previous[next[entry]]) = (next[entry], previous[entry]);

    private void Link(int entry) =>
        (next[previous[entry]], previous[next[entry]]) = (entry, entry);
}
