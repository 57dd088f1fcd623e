using System.Text.Json;
using System.Text.Json.Serialization;

namespace Shop.Shopping;

/// <summary>What the page sends, known when it is compiled, as with the wire's types.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AccountEndpoints.SignIn))]
[JsonSerializable(typeof(AccountEndpoints.Registration))]
[JsonSerializable(typeof(CartEndpoints.Change))]
[JsonSerializable(typeof(OrderEndpoints.Purchase))]
[JsonSerializable(typeof(ReviewEndpoints.NewReview))]
[JsonSerializable(typeof(ReviewEndpoints.NewNotice))]
internal sealed partial class PageTypes : JsonSerializerContext;
