using Microsoft.AspNetCore.Http.Extensions;

namespace Shop.Accounts;

/// <summary>
/// Whatever a customer wants is done at home: a request that arrives in another region is passed
/// on, and nothing of it or of the answer is kept here.
/// </summary>
internal static class HomeForwarding
{
    private static readonly string[] OfOneHop =
        ["Connection", "Host", "Keep-Alive", "Transfer-Encoding", "X-Served-By", "Server-Timing"];

    public static void UseHomes(this WebApplication app)
    {
        var here = app.Services.GetRequiredService<Here>();
        var siblings = app.Services.GetRequiredService<Siblings>();
        app.Use((context, next) => HomeOf(context, here) is { } home && home != here.Site
            ? ForwardAsync(context, siblings, home)
            : next(context));
    }

    private static string? HomeOf(HttpContext context, Here here) =>
        context.User.Identity is { IsAuthenticated: true } ? context.User.Home()
        : context.Request.Path == "/api/customers" ? here.HomeOfNew(context.Request.Headers["X-Site"])
        : null;

    private static async Task ForwardAsync(HttpContext context, Siblings siblings, string home)
    {
        using var request = new HttpRequestMessage(
            new(context.Request.Method),
            siblings.Address(home, context.Request.GetEncodedPathAndQuery()));
        if (context.Request.ContentLength > 0 || context.Request.Headers.TransferEncoding.Count > 0)
            request.Content = new StreamContent(context.Request.Body);
        foreach (var (name, value) in context.Request.Headers
            .Where(one => !OfOneHop.Contains(one.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)value))
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)value);
        }

        using var answer = await siblings.Http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers)
            .Where(one => !OfOneHop.Contains(one.Key)))
            context.Response.Headers[name] = values.ToArray();
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
