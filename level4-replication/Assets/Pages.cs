using System.Text;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Shop.Pages;

/// <summary>
/// The storefront: files as they are, no build step. Only the page itself has a name that stays; it
/// names all else by content: <c>/static/0123456789abcdef/js/app.js</c>.
/// </summary>
internal static class Pages
{
    private const string Policy =
        "default-src 'self'; connect-src 'self' http://localhost:* http://127.0.0.1:*; "
        + "img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>
    /// For a name that stays over releases: ask every time whether it has changed, and show the last
    /// one for a day if nobody answers. There is no other way in than the page.
    /// </summary>
    public const string AskEachTime = "max-age=0, stale-if-error=86400";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void UsePages(this WebApplication app, Images images)
    {
        var files = Read(app.Environment.WebRootFileProvider, "").ToList();
        var hash = Fingerprint.Of(files);
        // Modules import each other by relative paths, so the folder's name is all it takes.
        app.Use((context, next) =>
        {
            if (context.Request.Path.StartsWithSegments("/static", out var rest)
                && rest.Value!.IndexOf('/', 1) is > 0 and var end)
            {
                context.Items[HeaderNames.CacheControl] =
                    Fingerprint.Keep(rest.Value[1..end], hash);
                context.Request.Path = rest.Value[end..];
            }

            return next(context);
        });
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file => Mark(file.Context),
        });
        MapPage(app, Name(files, hash, images.Folder));
    }

    private static void MapPage(WebApplication app, byte[] page)
    {
        var tag = new EntityTagHeaderValue($"\"{Fingerprint.Of([("", page)])}\"");
        foreach (var path in new[] { "/", "/index.html" })
        {
            app.MapMethods(path, Reading, (HttpContext context) =>
            {
                Mark(context);
                return TypedResults.Bytes(page, "text/html; charset=utf-8", entityTag: tag);
            });
        }
    }

    private static byte[] Name(
        IEnumerable<(string Name, byte[] Content)> files, string hash, string images) =>
        Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(files.Single(file => file.Name == "/index.html").Content)
                .Replace("{static}", $"/static/{hash}")
                .Replace("{images}", images));

    private static void Mark(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = (string?)context.Items[HeaderNames.CacheControl] ?? AskEachTime;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
    }

    private static IEnumerable<(string Name, byte[] Content)> Read(
        IFileProvider files, string folder)
    {
        foreach (var file in files.GetDirectoryContents(folder))
        {
            var name = $"{folder}/{file.Name}";
            if (!file.IsDirectory)
                yield return (name, File.ReadAllBytes(file.PhysicalPath!));
            foreach (var inner in file.IsDirectory ? Read(files, name) : [])
                yield return inner;
        }
    }
}
