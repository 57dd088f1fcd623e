namespace Shop.Failures;

/// <summary>
/// Gives a request that got no answer a second chance on another destination: once, and only
/// while the customer has not seen a byte.
/// </summary>
internal sealed class Retry(
    RequestDelegate next,
    Limits limits,
    RetryBudget budget,
    Patience patience,
    Mechanisms mechanisms)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var isRepeatable = Repeatable.Prepare(context.Request, limits.ReplayableBody);
        if (!mechanisms.Retries || !isRepeatable || Available(context).Count < 2)
            patience.Grant(context);
        budget.Earn();
        await next(context);
        if (!mechanisms.Retries || !IsWorthATry(context, isRepeatable))
            return;
        var others = Others(context);
        if (others.Count > 0 && (Blame.WasNeverSent(context) || budget.TrySpend()))
        {
            Forget(context, others);
            patience.Grant(context);
            await next(context);
        }
    }

    private static bool IsWorthATry(HttpContext context, bool isRepeatable) =>
        !context.Response.HasStarted
        && context.GetForwarderErrorFeature() is { } failure
        && !context.RequestAborted.IsCancellationRequested
        && (Blame.WasNeverSent(context) || (isRepeatable && Blame.IsDestinations(failure.Error)));

    // The failed one is out by now, if it wasn't the last.
    private static List<DestinationState> Others(HttpContext context)
    {
        var proxy = context.GetReverseProxyFeature();
        var healthy = Available(context).Where(one => one != proxy.ProxiedDestination).ToList();
        return healthy.Count > 0
            ? healthy
            : [.. proxy.AllDestinations.Where(one => one != proxy.ProxiedDestination)];
    }

    private static IReadOnlyList<DestinationState> Available(HttpContext context) =>
        context.GetRouteModel().Cluster!.DestinationsState.AvailableDestinations;

    private static void Forget(HttpContext context, List<DestinationState> others)
    {
        context.Response.Clear();
        context.Features.Set<IForwarderErrorFeature>(null);
        context.GetReverseProxyFeature().AvailableDestinations = others;
        Repeatable.Rewind(context.Request);
    }
}
