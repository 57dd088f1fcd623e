namespace Shop.Verdicts;

/// <summary>Puts operations into words.</summary>
internal static class Say
{
    internal static string What(Operation one) => one.Kind switch
    {
        Kind.Read => $"read {Of(one)}",
        Kind.Write => $"wrote {Of(one)}",
        Kind.Cas => $"swapped {Text(one.Expected)} for {Of(one)}",
        _ => $"appended {Of(one)}",
    };

    internal static string Value(Operation one) =>
        one.List is null ? Text(one.Value) : $"[{string.Join(' ', one.List)}]";

    /// <summary>How long after the end of one the other began.</summary>
    internal static string After(Operation earlier, Operation later) =>
        Ms(later.Start - earlier.End);

    internal static string Ms(TimeSpan time) => time.TotalMilliseconds switch
    {
        < 10 and > -10 => $"{time.TotalMilliseconds:0.##} ms",
        _ => $"{time.TotalMilliseconds:0} ms",
    };

    /// <summary>How somebody came to know of a version.</summary>
    internal static string Learned(Operation one, Operation by) => (one.Kind, Self: Same(one, by)) switch
    {
        (Kind.Read, true) => $"it had read {Value(one)} itself",
        (Kind.Read, false) => $"{one.Client} had read {Value(one)}",
        (_, true) => $"its own write of {Value(one)} had been acknowledged",
        _ => $"{Value(one)} had been acknowledged to {one.Client}",
    };

    private static bool Same(Operation one, Operation other) => one.Client == other.Client;

    private static string Of(Operation one) => $"{Value(one)} of {one.Key}";

    private static string Text(long? value) => value?.ToString() ?? "nothing";
}
