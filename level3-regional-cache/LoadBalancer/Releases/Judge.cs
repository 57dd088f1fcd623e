namespace Shop.Releases;

/// <summary>Compares a canary with the release that it is to replace.</summary>
internal sealed class Judge(Mechanisms mechanisms)
{
    // One failure may be chance. So may be 2 % more than the others have.
    private const int Failures = 3;
    private const double MoreFailures = 0.02;

    // Where everything fails alike, nothing is known of the new release.
    private const double TooMany = 0.5;

    // A percentile of few answers is chance, too, and a fresh process is slow at first.
    private const int Answers = 60;
    private const double TimesSlower = 2;
    private const double MillisecondsSlower = 100;

    /// <summary>What is wrong with the canary, or null.</summary>
    public string? Complain(Tally canary, Tally stable)
    {
        if (!mechanisms.CanaryRollback)
            return null;
        if (canary.Failed >= Failures
            && (canary.FailedShare > stable.FailedShare + MoreFailures || canary.FailedShare > TooMany))
            return $"{canary.Failed} of {canary.Count} answers failed, "
                + $"{stable.Failed} of {stable.Count} of the others";
        if (canary.Count >= Answers
            && canary.P95Ms > (TimesSlower * stable.P95Ms) + MillisecondsSlower)
            return $"p95 is {canary.P95Ms:0} ms, {stable.P95Ms:0} ms of the others";
        return null;
    }
}
