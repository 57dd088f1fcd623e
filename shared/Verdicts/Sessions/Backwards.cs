namespace Shop.Verdicts.Sessions;

/// <summary>Finds operations that stand behind what their client was sure of before.</summary>
internal static class Backwards
{
    internal static IEnumerable<Violation> Find(Past past, IEnumerable<Operation> operations)
    {
        foreach (var one in operations)
        {
            if (past.Newest(one.Client, one.Key, one.Start) is { } known
                && known.Version > one.Version)
            {
                yield return Of(known, one);
            }
        }
    }

    internal static Violation Of(Operation known, Operation behind) => new(
        $"{behind}, {Say.After(known, behind)} after {Say.Learned(known, behind)}.",
        [known, behind]);
}
