using System.Text.Json;

namespace Shop.Shoppers;

/// <summary>Reads single values out of answers; what is missing or malformed is null.</summary>
internal static class Json
{
    /// <summary>The first of some top-level properties that there is, as text.</summary>
    internal static string? Text(ReadOnlyMemory<byte> json, params ReadOnlySpan<string> names)
    {
        if (Parse(json) is not { } document)
        {
            return null;
        }

        using (document)
        {
            return Text(document.RootElement, names);
        }
    }

    internal static string? Text(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.ValueKind == JsonValueKind.Object
                && element.TryGetProperty(name, out var value)
                && value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            {
                return value.ToString();
            }
        }

        return null;
    }

    /// <summary>The first of some top-level properties, as a number.</summary>
    internal static long? Number(JsonElement element, params ReadOnlySpan<string> names) =>
        long.TryParse(Text(element, names), out var number) ? number : null;

    /// <returns>Null if it is no JSON; else to be disposed of.</returns>
    internal static JsonDocument? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return json.IsEmpty ? null : JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            // A shop on fire may answer anything.
            return null;
        }
    }
}
