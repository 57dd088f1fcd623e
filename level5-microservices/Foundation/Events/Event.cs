namespace Shop.Events;

/// <summary>Something that has happened in another service. Names no person.</summary>
/// <param name="Id">Its place in the stream, which is its place in the outbox.</param>
/// <param name="Key">What it is about.</param>
/// <param name="Payload">As JSON.</param>
/// <param name="Trace">The request that made it happen (W3C traceparent), if that is traced.</param>
internal sealed record Event(string Id, string Topic, string Key, string Payload, string? Trace);

/// <summary>What events of a topic change here.</summary>
/// <param name="Sql">One statement, with the parameters @key and @payload, both texts.</param>
internal sealed record Effect(string Topic, string Sql);

/// <param name="Group">All instances of a service: each event is for one of them.</param>
internal sealed record Subscription(string Stream, string Group, IReadOnlyList<Effect> Effects);
