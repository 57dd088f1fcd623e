using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aspire.Hosting;

/// <summary>How the board is written: plain JSON that a page reads without a library.</summary>
internal static class BoardJson
{
    public static string Write(object value) =>
        JsonSerializer.Serialize(value, value.GetType(), BoardContext.Default);

    public static string Fact(string topic, string name, string value) =>
        $$"""{"topic":{{Text(topic)}},"name":{{Text(name)}},"value":{{value}}}""";

    public static string Record(string topic, string value) =>
        $$"""{"topic":{{Text(topic)}},"value":{{value}}}""";

    public static string Snapshot(
        IEnumerable<KeyValuePair<string, OrderedDictionary<string, string>>> facts,
        IEnumerable<KeyValuePair<string, Queue<string>>> records)
    {
        var named = facts.Select(one => Property(one.Key, Object(one.Value.Select(Property))));
        var listed = records.Select(one => Property(one.Key, $"[{string.Join(',', one.Value)}]"));
        return Object([Property("facts", Object(named)), Property("records", Object(listed))]);
    }

    private static string Object(IEnumerable<string> properties) =>
        $"{{{string.Join(',', properties)}}}";

    private static string Property(KeyValuePair<string, string> pair) =>
        Property(pair.Key, pair.Value);

    private static string Property(string name, string value) => $"{Text(name)}:{value}";

    private static string Text(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}

/// <summary>Generated at build time, because a serializer that reflects starts slowly.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(LevelView))]
[JsonSerializable(typeof(RegionView))]
[JsonSerializable(typeof(ResourceView))]
[JsonSerializable(typeof(LinkView))]
[JsonSerializable(typeof(DemoView))]
[JsonSerializable(typeof(RunView))]
[JsonSerializable(typeof(ResetView))]
[JsonSerializable(typeof(SwitchView))]
[JsonSerializable(typeof(CounterView))]
[JsonSerializable(typeof(LogView))]
[JsonSerializable(typeof(OrderView))]
[JsonSerializable(typeof(ReplayView))]
[JsonSerializable(typeof(SecondView))]
internal sealed partial class BoardContext : JsonSerializerContext;
