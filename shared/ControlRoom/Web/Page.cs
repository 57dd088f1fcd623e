using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Aspire.Hosting;

/// <summary>The files of the page, which travel inside this assembly.</summary>
internal sealed class Page
{
    private static readonly Dictionary<string, string> Types = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    private readonly ConcurrentDictionary<string, File?> files = new();

    public async Task SendAsync(HttpContext context)
    {
        var asked = context.Request.Path.Value ?? "/";
        if (files.GetOrAdd(asked == "/" ? "/index.html" : asked, Read) is not { } file)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.Headers.ETag = file.ETag;
        context.Response.Headers.CacheControl = "no-cache";
        if (context.Request.Headers.IfNoneMatch == file.ETag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = file.Type;
        context.Response.ContentLength = file.Content.Length;
        await context.Response.Body.WriteAsync(file.Content);
    }

    private static File? Read(string path)
    {
        using var stream = typeof(Page).Assembly.GetManifestResourceStream($"page{path}");
        if (stream is null)
        {
            return null;
        }

        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8));
        return new File(content, Types[Path.GetExtension(path)], $"\"{hash}\"");
    }

    private sealed record File(byte[] Content, string Type, string ETag);
}
