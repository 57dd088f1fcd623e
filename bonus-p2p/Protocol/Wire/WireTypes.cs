using System.Text.Json;
using System.Text.Json.Serialization;

namespace Shop.Protocol;

/// <summary>
/// What goes over the wire, known when it is compiled: a peer that starts needn't find out first.
/// </summary>
/// <remarks>
/// Metadata only. The writers that the compiler could make, too, write a null among byte arrays as
/// an empty one: "I haven't got it" would become wrong bytes, for which peers ban each other.
/// </remarks>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Envelope))]
[JsonSerializable(typeof(Ping))]
[JsonSerializable(typeof(PingFor))]
[JsonSerializable(typeof(Pong))]
[JsonSerializable(typeof(Compare))]
[JsonSerializable(typeof(Differing))]
[JsonSerializable(typeof(Inventory))]
[JsonSerializable(typeof(Delivery))]
[JsonSerializable(typeof(Fetch))]
[JsonSerializable(typeof(Fetched))]
[JsonSerializable(typeof(Wish))]
[JsonSerializable(typeof(Here))]
[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(Product[]))]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(SealedOrder))]
[JsonSerializable(typeof(Review))]
[JsonSerializable(typeof(Dictionary<int, int>))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class WireTypes : JsonSerializerContext;
