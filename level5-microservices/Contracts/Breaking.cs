namespace Shop.Contracts;

/// <summary>
/// What would break those who use a service if it changed so. Adding breaks nobody; taking away,
/// renaming, asking for more does.
/// </summary>
internal static class Breaking
{
    public static IReadOnlyList<string> Changes(Contract agreed, Contract next) =>
    [
        .. agreed.Operations.SelectMany(one => next.Operations.TryGetValue(one.Key, out var now)
            ? Changes(one.Value, now).Select(change => $"{one.Key}: {change}")
            : [$"{one.Key}: is gone"]),
    ];

    private static IEnumerable<string> Changes(Operation agreed, Operation next) =>
    [
        .. next.RequiredParameters.Except(agreed.RequiredParameters)
            .Select(name => $"asks for {name}"),
        .. Asked(agreed.Request, next.Request),
        .. agreed.Responses.SelectMany(one => next.Responses.TryGetValue(one.Key, out var now)
            ? Told(one.Value, now).Select(change => $"{one.Key} {change}")
            : [$"{one.Key} is gone"]),
    ];

    // Who sends what was agreed on must go on being understood.
    private static IEnumerable<string> Asked(
        IReadOnlyDictionary<string, string> agreed, IReadOnlyDictionary<string, string> next) =>
        next.Where(one => one.Value.EndsWith('!') && agreed.GetValueOrDefault(one.Key) != one.Value)
            .Select(one => $"asks for {one.Key}: {one.Value.TrimEnd('!')}")
            .Concat(agreed
                .Where(one => next.ContainsKey(one.Key))
                .Where(one => Type(next[one.Key]) != Type(one.Value))
                .Select(one => $"wants {one.Key} as {Type(next[one.Key])}, not {Type(one.Value)}"))
            .Distinct();

    // Who reads what was agreed on must go on finding it.
    private static IEnumerable<string> Told(
        IReadOnlyDictionary<string, string> agreed, IReadOnlyDictionary<string, string> next) =>
        agreed.Where(one => !next.TryGetValue(one.Key, out var now) || Type(now) != Type(one.Value))
            .Select(one => next.TryGetValue(one.Key, out var now)
                ? $"tells {one.Key} as {Type(now)}, not {Type(one.Value)}"
                : $"doesn't tell {one.Key}");

    private static string Type(string type) => type.TrimEnd('!');
}
