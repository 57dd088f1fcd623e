namespace Shop.Failures;

/// <summary>
/// Gives a request that got no answer a second chance on another destination: once, and only
/// while the customer has not seen a byte.
/// </summary>
internal sealed class Retry(
    RequestDelegate next, Limits limits, RetryBudget budget, Mechanisms mechanisms)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var isRepeatable = Repeatable.Prepare(context.Request, limits.ReplayableBody);
        budget.Earn();
        await next(context);
        if (!IsWorthATry(context, isRepeatable) || !mechanisms.Retries)
            return;
        var others = Others(context);
        if (others.Count > 0 && budget.TrySpend())
        {
            Forget(context, others);
            await next(context);
        }
    }

    private static bool IsWorthATry(HttpContext context, bool isRepeatable) =>
        context.GetForwarderErrorFeature() is { } failure
        && !context.Response.HasStarted
        && !context.RequestAborted.IsCancellationRequested
        && (Blame.WasNeverSent(failure) || (isRepeatable && Blame.IsDestinations(failure.Error)));

    // The failed one is out by now, if it wasn't the last.
    private static List<DestinationState> Others(HttpContext context)
    {
        var failed = context.GetReverseProxyFeature().ProxiedDestination;
        var state = context.GetRouteModel().Cluster!.DestinationsState;
        var healthy = state.AvailableDestinations.Where(one => one != failed).ToList();
        return healthy.Count > 0 ? healthy : [.. state.AllDestinations.Where(one => one != failed)];
    }

    private static void Forget(HttpContext context, List<DestinationState> others)
    {
        context.Response.Clear();
        context.Features.Set<IForwarderErrorFeature>(null);
        context.GetReverseProxyFeature().AvailableDestinations = others;
        Repeatable.Rewind(context.Request);
    }
}
