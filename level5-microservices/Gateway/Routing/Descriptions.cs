using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Yarp.ReverseProxy;

namespace Shop.Routing;

/// <summary>
/// One description of the whole API: each service describes its own part, and customers never hear
/// that there are parts. A part whose service is away is as it was the last time.
/// </summary>
internal sealed class Descriptions(IProxyStateLookup proxy, NearestFirst nearest)
{
    private static readonly string[] Parts = ["catalog", "accounts", "orders"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, JsonObject> known = new();

    /// <returns>Null when no service describes this version.</returns>
    public async Task<JsonObject?> FindAsync(string version)
    {
        var parts = await Task.WhenAll(Parts.Select(part => FindAsync(part, version)));
        var all = parts.FirstOrDefault(part => part is not null)?.DeepClone().AsObject();
        foreach (var part in parts)
            Merge(part, all);
        return all;
    }

    private async Task<JsonObject?> FindAsync(string service, string version)
    {
        var name = $"{service}/{version}";
        if (proxy.TryGetCluster(service, out var cluster))
        {
            foreach (var instance in nearest.Order([.. cluster.Destinations.Values]))
            {
                if (await AskAsync(cluster.Model.HttpClient, instance.Model, version) is { } found)
                    return known[name] = found;
            }
        }

        return known.GetValueOrDefault(name);
    }

    private static async Task<JsonObject?> AskAsync(
        HttpMessageInvoker http, DestinationModel instance, string version)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri(new(instance.Config.Address), $"/openapi/{version}.json"));
        try
        {
            using var answer = await http.SendAsync(request, limit.Token);
            return answer.IsSuccessStatusCode
                ? await answer.Content.ReadFromJsonAsync<JsonObject>(limit.Token)
                : null;
        }
        catch (Exception away)
            when (away is HttpRequestException or OperationCanceledException or JsonException)
        {
            return null;
        }
    }

    // Objects become one. What both have is the same: the shop's contracts are tested for that.
    private static void Merge(JsonObject? from, JsonObject? into)
    {
        foreach (var (name, value) in from ?? [])
        {
            switch (into![name])
            {
                case null: into[name] = value?.DeepClone(); break;
                case JsonObject known when value is JsonObject more: Merge(more, known); break;
                case JsonArray known when name == "tags": Add((JsonArray)value!, known); break;
                default: break;
            }
        }
    }

    private static void Add(JsonArray more, JsonArray known)
    {
        foreach (var one in more.Where(one => !known.Any(two => JsonNode.DeepEquals(one, two))))
            known.Add(one!.DeepClone());
    }
}

internal static class DescriptionsEndpoints
{
    public static void MapDescriptions(this IEndpointRouteBuilder app) => app.MapGet(
        "/openapi/{version}.json",
        async Task<Results<Ok<JsonObject>, NotFound>> (string version, Descriptions descriptions) =>
            // What services tell only each other is no version.
            version.StartsWith('v') && await descriptions.FindAsync(version) is { } all
                ? TypedResults.Ok(all)
                : TypedResults.NotFound());
}
