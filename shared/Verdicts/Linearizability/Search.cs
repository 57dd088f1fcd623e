namespace Shop.Verdicts.Linearizability;

/// <summary>
/// Looks for an order of one key's operations that explains every result and keeps every
/// "was over before the other began" (Wing and Gong): place any operation that nothing must come
/// before, go on, and step back at a dead end. A set of placed operations that led to a state once
/// is not tried again (Lowe): whatever follows doesn't depend on how one came there.
/// </summary>
internal sealed class Search
{
    private readonly States states = new();
    private readonly Stack<(int Entry, int Optional, int State)> path = new();
    private readonly HashSet<Configuration> tried = [];
    private readonly Operation[] certain;
    private readonly Operation[] optional;
    private readonly Pending pending;
    private readonly Placed placed;
    private int state;
    private int open;
    private int entry;
    private int option;

    /// <param name="operations">Of one key, in order of start.</param>
    /// <param name="startsEmpty">Whether there is nothing at first, or anything.</param>
    internal Search(IReadOnlyList<Operation> operations, bool startsEmpty)
    {
        certain = [.. operations.Where(one => one.Ok)];
        optional = [.. Unknowns.ThatMatter(operations)];
        pending = new Pending(certain);
        placed = new Placed(certain.Length, optional.Length);
        state = startsEmpty ? States.Nothing : States.Any;
        open = certain.Length;
    }

    /// <summary>The end that no attempt got past.</summary>
    internal TimeSpan Stuck { get; private set; } = TimeSpan.MinValue;

    /// <param name="limit">How many configurations to try before giving up.</param>
    internal Ruling Run(int limit)
    {
        Restart();
        while (open > 0)
        {
            if (tried.Count >= limit)
            {
                return Ruling.Undecided;
            }

            if (!TryNext() && !StepBack())
            {
                return Ruling.Broken;
            }
        }

        return Ruling.Holds;
    }

    // Something is to be placed before the first return of what is still open. What may not have
    // happened at all is tried last: it is needed only where nothing else fits.
    private bool TryNext()
    {
        for (; !Pending.IsReturn(entry); entry = pending.Next(entry))
        {
            if (TryCertain(entry / 2))
            {
                return true;
            }
        }

        var end = certain[entry / 2].End;
        for (; option < optional.Length && optional[option].Start <= end; option++)
        {
            if (TryOptional(option))
            {
                return true;
            }
        }

        Stuck = end > Stuck ? end : Stuck;
        return false;
    }

    private bool TryCertain(int operation)
    {
        var after = states.After(state, certain[operation]);
        if (after == States.Impossible)
        {
            return false;
        }

        placed.Add(operation);
        if (!tried.Add(placed.With(after)))
        {
            placed.Remove(operation);
            return false;
        }

        path.Push((entry, -1, state));
        pending.Take(operation);
        state = after;
        open--;
        Restart();
        return true;
    }

    private bool TryOptional(int operation)
    {
        var after = states.After(state, optional[operation]);
        if (after == States.Impossible || placed.HasOptional(operation))
        {
            return false;
        }

        placed.FlipOptional(operation);
        if (!tried.Add(placed.With(after)))
        {
            placed.FlipOptional(operation);
            return false;
        }

        path.Push((entry, operation, state));
        state = after;
        Restart();
        return true;
    }

    /// <summary>Takes back what was placed last, to go on with what stands behind it.</summary>
    private bool StepBack()
    {
        while (path.TryPop(out var last))
        {
            var unchanged = last.State == state;
            (entry, var choice, state) = last;
            option = choice + 1;
            if (choice >= 0)
            {
                placed.FlipOptional(choice);
                return true;
            }

            placed.Remove(entry / 2);
            pending.PutBack(entry / 2);
            open++;
            // A read that fits can always come first: without it, there are fewer ways, not more.
            if (!(unchanged && certain[entry / 2].IsRead))
            {
                entry = pending.Next(entry);
                return true;
            }
        }

        return false;
    }

    private void Restart() => (entry, option) = (pending.First, 0);
}
