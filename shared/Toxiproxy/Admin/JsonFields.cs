using System.Text.Json;

namespace Toxiproxy.Admin;

/// <summary>
/// Reads a JSON object as lenient clients send it: names in any case, unknown fields and nulls
/// ignored. The first value of a wrong type is kept as the complaint.
/// </summary>
internal sealed class JsonFields(JsonElement json)
{
    public string? Complaint { get; private set; } =
        json.ValueKind is JsonValueKind.Object or JsonValueKind.Null
            ? null
            : $"cannot read {Describe(json)} as an object";

    public string? Text(string name) => Get(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : Complain<string>(name, value, "a string");

    public bool? Flag(string name) => Get(name) is not { } value ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : ComplainValue<bool>(name, value, "a boolean");

    public double? Number(string name) => Get(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && double.IsFinite(value.GetDouble()) ? value.GetDouble()
        : ComplainValue<double>(name, value, "a number");

    /// <summary>Only what is written as an integer: neither 1.5 nor 1e3 nor "5".</summary>
    public long? Integer(string name) => Get(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number
          && long.TryParse(value.GetRawText(), out var integer) ? integer
        : ComplainValue<long>(name, value, "an integer");

    /// <summary>A nested object; an empty one if it is left out.</summary>
    public JsonFields Nested(string name)
    {
        var nested = new JsonFields(Get(name) ?? JsonDocument.Parse("{}").RootElement);
        Complaint ??= nested.Complaint;
        return nested;
    }

    private static string Describe(JsonElement value) =>
        value.ValueKind.ToString().ToLowerInvariant();

    private JsonElement? Get(string name)
    {
        JsonElement? found = null;
        if (json.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in json.EnumerateObject())
            {
                var same = field.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
                found = same && field.Value.ValueKind != JsonValueKind.Null ? field.Value : found;
            }
        }

        return found;
    }

    private T? Complain<T>(string name, JsonElement value, string wanted)
        where T : class
    {
        Complaint ??=
            $"cannot read {Describe(value)} {value.GetRawText()} of field {name} as {wanted}";
        return null;
    }

    private T? ComplainValue<T>(string name, JsonElement value, string wanted)
        where T : struct
    {
        Complain<string>(name, value, wanted);
        return null;
    }
}
