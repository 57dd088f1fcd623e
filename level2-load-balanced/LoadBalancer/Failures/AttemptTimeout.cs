using Yarp.ReverseProxy.Transforms;

namespace Shop.Failures;

/// <summary>
/// Gives up waiting for a backend's answer while there is still time to ask another one. A request
/// that can't be sent to another has nothing to gain from that: it waits on.
/// </summary>
internal sealed class AttemptTimeout(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly HttpRequestOptionsKey<TimeSpan> Limit = new("attempt");

    /// <summary>Lets requests that get a second chance carry the limit of their first.</summary>
    public static ValueTask MarkAsync(RequestTransformContext context, TimeSpan limit)
    {
        if (Retry.HasSecondChance(context.HttpContext))
            context.ProxyRequest.Options.Set(Limit, limit);
        return ValueTask.CompletedTask;
    }

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Options.TryGetValue(Limit, out var limit)
            ? SendInTimeAsync(request, limit, cancellationToken)
            : base.SendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> SendInTimeAsync(
        HttpRequestMessage request, TimeSpan limit, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(limit);
        try
        {
            return await base.SendAsync(request, patience.Token);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            // To the forwarder, a cancellation would be the customer's.
            throw new HttpRequestException("The backend did not answer in time.", late);
        }
    }
}
