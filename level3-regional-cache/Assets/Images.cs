using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using Shop.Catalogue;

namespace Shop.Pages;

/// <summary>Draws the products' images. The same product always has the same image.</summary>
internal static class Images
{
    public static void MapImages(this WebApplication app)
    {
        var items = Seed.Items().ToDictionary(item => item.Id);
        app.MapGet("/images/{id:int}.svg", IResult (int id, HttpResponse response) =>
            items.TryGetValue(id, out var item) ? Image(item, response) : TypedResults.NotFound());
    }

    private static IResult Image(Item item, HttpResponse response)
    {
        var bytes = Encoding.UTF8.GetBytes(Picture.Of(item));
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8));
        // An hour without asking again, then only whether it has changed.
        response.Headers.CacheControl = "public, max-age=3600";
        return TypedResults.Bytes(
            bytes, "image/svg+xml", entityTag: new EntityTagHeaderValue($"\"{hash}\""));
    }
}
