using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;

namespace Shop.Pages;

/// <summary>
/// Tells the page where the API is. Each region's visitors come in through links of their own, so
/// the page looks up the entrance that it was itself loaded through.
/// </summary>
internal static class Entrances
{
    /// <param name="configuration">
    /// ENTRANCES: a JSON array of {region, city, page, api}, the last two being origins.
    /// API: the API's origin for a page that came through none of them; empty means the page's own.
    /// </param>
    public static void MapEntrances(this WebApplication app, IConfiguration configuration)
    {
        var document = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["api"] = configuration["API"] ?? "",
            ["entrances"] = Parse(configuration["ENTRANCES"]),
        }.ToJsonString());
        var hash = Convert.ToHexStringLower(SHA256.HashData(document).AsSpan(0, 8));
        var tag = new EntityTagHeaderValue($"\"{hash}\"");

        app.MapGet("/entrances.json", (HttpResponse response) =>
        {
            response.Headers.CacheControl = Pages.AskEachTime;
            return TypedResults.Bytes(document, "application/json", entityTag: tag);
        });
    }

    private static JsonArray Parse(string? entrances)
    {
        if (string.IsNullOrWhiteSpace(entrances))
            return [];
        try
        {
            return JsonNode.Parse(entrances)!.AsArray();
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException("ENTRANCES is not a JSON array.", exception);
        }
    }
}
