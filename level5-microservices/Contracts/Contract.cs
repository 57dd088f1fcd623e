using System.Text.Json.Nodes;

namespace Shop.Contracts;

/// <summary>What a service has promised: its OpenAPI document, as it was agreed on.</summary>
internal sealed class Contract(JsonNode document)
{
    /// <param name="name">Of a file here: <c>accounts.v1.json</c>.</param>
    public static Contract Agreed(string name) => new(Read(name));

    /// <summary>What consumers have said that they need, one file each.</summary>
    public static IReadOnlyList<Consumer> Consumers() =>
    [
        .. typeof(Contract).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("consumer.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Consumer.Parse(Read(name))),
    ];

    /// <summary>All operations, by method and path.</summary>
    public IReadOnlyDictionary<string, Operation> Operations { get; } = document["paths"]!
        .AsObject()
        .SelectMany(path => path.Value!.AsObject().Select(operation => (
            Name: $"{operation.Key.ToUpperInvariant()} {path.Key.TrimEnd('/')}",
            Operation: new Operation(new Schemas(document), operation.Value!))))
        .ToDictionary(one => one.Name, one => one.Operation);

    private static JsonNode Read(string name)
    {
        using var stream = typeof(Contract).Assembly.GetManifestResourceStream(name)!;
        return JsonNode.Parse(stream)!;
    }
}

/// <summary>One operation, with its schemas as <c>items[].quantity: integer</c>.</summary>
internal sealed class Operation(Schemas schemas, JsonNode operation)
{
    public IReadOnlySet<string> RequiredParameters { get; } =
        (operation["parameters"]?.AsArray() ?? [])
            .Where(one => (bool?)one!["required"] == true)
            .Select(one => (string)one!["name"]!)
            .ToHashSet();

    /// <summary>What a client may send; those that it must have a <c>!</c> at the end.</summary>
    public IReadOnlyDictionary<string, string> Request { get; } =
        schemas.Flatten(operation["requestBody"]?["content"]?["application/json"]?["schema"]);

    /// <summary>What a client may rely on, for each status.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Responses { get; } =
        operation["responses"]!.AsObject().ToDictionary(
            one => one.Key,
            one => schemas.Flatten(one.Value!["content"]?["application/json"]?["schema"]));
}
