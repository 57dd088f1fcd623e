namespace Shop.Shoppers;

/// <summary>What an answer means for the one who asked.</summary>
internal static class Verdict
{
    internal static Outcome Of(Kind kind, Answer answer) => answer switch
    {
        { Error: not null, Sent: true } => Lost(kind),
        { Error: not null } => Outcome.Failed,
        { Status: >= 200 and < 300 } => Outcome.Ok,
        { Status: 429 } => Outcome.Limited,
        { Status: 402 or 409 } => Outcome.Rejected,
        { Status: >= 500 } => Lost(kind),
        // Shoppers ask for nothing that is wrong or missing, so these are the shop's mistakes.
        _ => Outcome.Failed,
    };

    internal static string? Error(Outcome outcome, Answer answer) => outcome switch
    {
        Outcome.Ok => null,
        _ => answer.Error ?? $"http {answer.Status}",
    };

    // Even a 503 may come from a balancer whose backend had already written.
    private static Outcome Lost(Kind kind) =>
        kind is Kind.Cart or Kind.Checkout ? Outcome.Unknown : Outcome.Failed;
}
