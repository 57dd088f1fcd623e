namespace Shop.Verdicts.Linearizability;

/// <summary>
/// The states of one key as small numbers. A state is a list; a register is a list of at most one
/// element. So equal contents have equal numbers, and comparing states costs nothing.
/// </summary>
internal sealed class States
{
    internal const int Nothing = 0;

    /// <summary>Not known yet: the first read tells.</summary>
    internal const int Any = -1;

    /// <summary>The operation can't have had its result in that state.</summary>
    internal const int Impossible = -2;

    private readonly Dictionary<(int List, long Element), int> longer = [];

    /// <summary>The state after an operation that began in another.</summary>
    internal int After(int state, Operation one) => one.Kind switch
    {
        Kind.Read => Is(state, Seen(one)) ? Seen(one) : Impossible,
        Kind.Write => Register(one.Value),
        Kind.Cas => Is(state, Register(one.Expected)) ? Register(one.Value) : Impossible,
        _ => Append(Math.Max(state, Nothing), one.Value!.Value),
    };

    private static bool Is(int state, int expected) => state == expected || state == Any;

    private int Seen(Operation read) => read.List is { } list
        ? list.Aggregate(Nothing, Append)
        : Register(read.Value);

    private int Register(long? value) => value is { } some ? Append(Nothing, some) : Nothing;

    private int Append(int state, long element)
    {
        if (!longer.TryGetValue((state, element), out var number))
        {
            longer[(state, element)] = number = longer.Count + 1;
        }

        return number;
    }
}
