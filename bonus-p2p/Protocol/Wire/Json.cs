using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Shop.Protocol;

/// <summary>JSON, where what can't be read is null: strangers send anything.</summary>
/// <remarks>
/// Nothing is signed that would have to be written again before it can be verified: signatures are
/// over the bytes that were sent, so it doesn't matter who writes JSON how.
/// </remarks>
public static class Json
{
    // What only one computer writes for itself isn't in the list, and is looked at when it runs.
    private static readonly JsonSerializerOptions Options = Make();

    public static byte[] Bytes(object value) =>
        JsonSerializer.SerializeToUtf8Bytes(value, Options.GetTypeInfo(value.GetType()));

    public static T? Read<T>(byte[]? bytes)
        where T : class
    {
        try
        {
            return bytes is null ? null : JsonSerializer.Deserialize<T>(bytes, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            TypeInfoResolver = JsonTypeInfoResolver.Combine(
                WireTypes.Default, new DefaultJsonTypeInfoResolver()),
        };
        options.MakeReadOnly();
        return options;
    }
}
