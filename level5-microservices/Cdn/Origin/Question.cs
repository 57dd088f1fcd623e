using Microsoft.AspNetCore.Http.Features;

namespace Shop.Origin;

/// <summary>
/// A request for something that may be kept. It outlives the customer who asked, because others
/// may wait for its answer or come later.
/// </summary>
/// <param name="Address">The key.</param>
/// <param name="Request">A copy of the customer's, without conditions.</param>
/// <param name="Wish">Its directives.</param>
/// <param name="Known">The kept answer that it selects, fresh or not.</param>
/// <param name="Asked">When the customer's request came.</param>
internal sealed record Question(
    string Address,
    HttpContext Request,
    Directives Wish,
    Entry? Known,
    DateTimeOffset Asked)
{
    public bool IsPersonal => Request.Request.Headers.Authorization.Count > 0;

    public IHeaderDictionary Headers => Request.Request.Headers;

    /// <summary>
    /// Copies a request. Its own conditions are left out: the edge fetches the whole and answers
    /// them itself.
    /// </summary>
    public static HttpContext Copy(HttpContext context)
    {
        var copy = new DefaultHttpContext();
        var (from, to) = (context.Request, copy.Request);
        (to.Method, to.Scheme) = (from.Method, from.Scheme);
        (to.Path, to.QueryString) = (from.Path, from.QueryString);
        to.Protocol = from.Protocol;
        foreach (var (name, value) in from.Headers)
            to.Headers[name] = value;
        to.Headers.IfNoneMatch = default;
        to.Headers.IfModifiedSince = default;
        copy.Features.Set<IHttpConnectionFeature>(new HttpConnectionFeature
        {
            RemoteIpAddress = context.Connection.RemoteIpAddress,
        });
        return copy;
    }
}
