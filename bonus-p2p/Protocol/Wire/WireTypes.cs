using System.Text.Json.Serialization;

namespace Shop.Protocol;

/// <summary>
/// What goes over the wire, known when it is compiled: a peer that starts needn't find out first.
/// </summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
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
[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(Product[]))]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(SealedOrder))]
[JsonSerializable(typeof(Review))]
[JsonSerializable(typeof(Dictionary<int, int>))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class WireTypes : JsonSerializerContext;
