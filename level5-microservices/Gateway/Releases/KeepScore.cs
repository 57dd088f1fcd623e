using System.Diagnostics;
using Shop.Failures;

namespace Shop.Releases;

/// <summary>Notes each attempt, even one that a retry hides from the customer.</summary>
internal sealed class KeepScore(RequestDelegate next, Scores scores)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        await next(context);
        if (context.GetReverseProxyFeature().ProxiedDestination is not { } slot)
            return;
        var failure = context.GetForwarderErrorFeature()?.Error ?? ForwarderError.None;
        if (failure == ForwarderError.None || Blame.IsDestinations(failure))
        {
            var isFailure = failure != ForwarderError.None || context.Response.StatusCode >= 500;
            var score = scores.Of(slot);
            score.Add(Stopwatch.GetElapsedTime(started), isFailure);
            if (failure == ForwarderError.None)
                score.Answered();
        }
    }
}
