using System.Text.Json.Nodes;

namespace Shop.Contracts;

/// <summary>
/// Somebody who uses a service, and what of it. Whatever a provider wants to change, this is what
/// it must not: the rest nobody would miss.
/// </summary>
internal sealed record Consumer(string Name, string Contract, IReadOnlyList<Need> Needs)
{
    public static Consumer Parse(JsonNode file) => new(
        (string)file["consumer"]!,
        (string)file["contract"]!,
        [.. file["needs"]!.AsArray().Select(one => Need.Parse(one!))]);

    /// <returns>What this consumer would miss.</returns>
    public IReadOnlyList<string> Missing(Contract provider) =>
        [.. Needs.SelectMany(need => need.Missing(provider), (_, what) => $"{Name} needs {what}")];
}

/// <param name="Operation">For example <c>GET /api/cart</c>.</param>
/// <param name="Sends">Everything that this consumer sends.</param>
/// <param name="Reads">What it reads of a good answer, with its type.</param>
internal sealed record Need(
    string Operation,
    string Status,
    IReadOnlyList<string> Sends,
    IReadOnlyDictionary<string, string> Reads)
{
    public static Need Parse(JsonNode need) => new(
        (string)need["operation"]!,
        (string)need["status"]!,
        [.. (need["sends"]?.AsArray() ?? []).Select(one => (string)one!)],
        (need["reads"]?.AsObject() ?? []).ToDictionary(one => one.Key, one => (string)one.Value!));

    public IEnumerable<string> Missing(Contract provider)
    {
        if (!provider.Operations.TryGetValue(Operation, out var operation))
            return [Operation];
        if (!operation.Responses.TryGetValue(Status, out var answer))
            return [$"{Status} of {Operation}"];
        var unsent = operation.Request
            .Where(one => one.Value.EndsWith('!') && !Sends.Contains(one.Key))
            .Select(one => $"{Operation} not to ask for {one.Key}");
        var unread = Reads
            .Where(one => answer.GetValueOrDefault(one.Key)?.TrimEnd('!') != one.Value)
            .Select(one => $"{one.Key}: {one.Value} of {Operation}");
        return unsent.Concat(unread);
    }
}
