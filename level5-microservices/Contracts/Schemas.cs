using System.Text.Json.Nodes;

namespace Shop.Contracts;

/// <summary>Reads the schemas of an OpenAPI document.</summary>
internal sealed class Schemas(JsonNode document)
{
    /// <summary>Each value in it, by its way there, with its type.</summary>
    public IReadOnlyDictionary<string, string> Flatten(JsonNode? schema)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (schema is not null)
            Add(found, "", schema);
        return found;
    }

    private void Add(SortedDictionary<string, string> found, string way, JsonNode schema)
    {
        var real = Resolve(schema);
        found[way] = TypeOf(real);
        if (real["items"] is { } items)
            Add(found, $"{way}[]", items);
        var required = (real["required"]?.AsArray() ?? []).Select(one => (string)one!).ToHashSet();
        foreach (var (name, property) in real["properties"]?.AsObject() ?? [])
        {
            var inner = way.Length == 0 ? name : $"{way}.{name}";
            Add(found, inner, property!);
            if (required.Contains(name))
                found[inner] += "!";
        }
    }

    private JsonNode Resolve(JsonNode schema) =>
        (string?)schema["$ref"] is { } reference
            ? Resolve(reference.Split('/').Skip(1).Aggregate(document, (node, part) => node[part]!))
            : schema;

    private static string TypeOf(JsonNode schema) => schema["type"] switch
    {
        JsonArray several => string.Join('|', several.Select(one => (string)one!).Order()),
        { } one => (string)one!,
        _ => "anything",
    };
}
