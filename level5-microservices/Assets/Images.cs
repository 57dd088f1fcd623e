using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using Shop.Catalogue;

namespace Shop.Pages;

/// <summary>The products' images, all drawn at the start: a name needs all of them.</summary>
internal sealed class Images
{
    // The second release shows what the shop is proud of.
    private const string Seal = """
        <g transform="rotate(12 342 58)"><circle cx="342" cy="58" r="40" fill="#c2410c"/>
        <text x="342" y="67" font-family="sans-serif" font-size="26" font-weight="700"
        text-anchor="middle" fill="#fff">NEW</text></g>
        </svg>
        """;

    private readonly Dictionary<int, byte[]> pictures;
    private readonly string hash;

    /// <param name="deployment">Whose release decides what is drawn.</param>
    /// <param name="without">
    /// The mechanism that this run goes without (environment variable WITHOUT): with <c>busting</c>
    /// pages refer to names that stay.
    /// </param>
    public Images(Deployment deployment, string? without)
    {
        pictures = Seed.Items().ToDictionary(
            item => item.Id, item => Encoding.UTF8.GetBytes(Draw(item, deployment)));
        hash = Fingerprint.Of(pictures.Select(one => ($"{one.Key}", one.Value)));
        Folder = without == "busting" ? "/images" : $"/images/{hash}";
    }

    /// <summary>Where pages say that the pictures are.</summary>
    public string Folder { get; }

    public void Map(WebApplication app)
    {
        // An hour without asking again, then only whether it has changed.
        app.MapGet("/images/{id:int}.svg", (int id, HttpResponse response) =>
            Answer(id, response, "public, max-age=3600"));
        app.MapGet("/images/{asked}/{id:int}.svg", (string asked, int id, HttpResponse response) =>
            Answer(id, response, Fingerprint.Keep(asked, hash)));
    }

    private IResult Answer(int id, HttpResponse response, string cacheControl)
    {
        if (!pictures.TryGetValue(id, out var picture))
            return TypedResults.NotFound();
        var tag = Convert.ToHexStringLower(SHA256.HashData(picture).AsSpan(0, 8));
        response.Headers.CacheControl = cacheControl;
        response.Headers["Cache-Tag"] = "images";
        return TypedResults.Bytes(
            picture, "image/svg+xml", entityTag: new EntityTagHeaderValue($"\"{tag}\""));
    }

    private static string Draw(Item item, Deployment deployment)
    {
        var picture = Picture.Of(item);
        return deployment.IsAtLeast(2) ? picture.Replace("</svg>", Seal) : picture;
    }
}
