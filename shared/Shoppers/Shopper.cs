using System.Net.Http.Headers;

namespace Shop.Shoppers;

/// <summary>Runs errands through one entrance and writes down how they ended.</summary>
internal sealed class Shopper(Entrance entrance, Wire wire, Journal journal, TimeProvider time)
{
    internal Entrance Entrance => entrance;

    internal Wire Wire => wire;

    internal TimeSpan Now => journal.Now;

    /// <summary>Never throws for what the shop does; the operation says it.</summary>
    internal async Task<Operation> RunAsync(Errand errand, Workload workload)
    {
        var id = journal.Begin(errand.Intended);
        var start = journal.Now;
        using var patience = new CancellationTokenSource(workload.Timeout, time);
        var answer = await AskAsync(errand, workload.SignedReads, patience.Token);
        return Write(id, errand, start, answer);
    }

    /// <summary>Writes down an errand that the shopper was too busy to run.</summary>
    internal Operation Shed(Errand errand) => Write(
        journal.Begin(errand.Intended),
        errand,
        journal.Now,
        new Answer { Error = "shed by the client", Sent = false });

    private async Task<Answer> AskAsync(Errand errand, bool signedReads, CancellationToken patience)
    {
        var signed = errand.NeedsToken || (signedReads && errand.Kind.Class() == Class.Read);
        var token = signed ? errand.Customer.Token : null;
        var answer = await SendAsync(errand, token, patience);
        if (answer.Status != 401 || token is null)
        {
            return answer;
        }

        // The token has expired. Signing in is part of the errand's time, not one of its own.
        var failure = await errand.Customer.SignInAsync(wire, entrance.Api, token, patience);
        return failure is null ? await SendAsync(errand, errand.Customer.Token, patience) : answer;
    }

    private async Task<Answer> SendAsync(Errand errand, string? token, CancellationToken patience)
    {
        using var request = Requests.For(
            errand.Kind, entrance, errand.Product, errand.Customer, errand.Key);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return await wire.SendAsync(request, errand.NeedsBody, patience);
    }

    private Operation Write(long id, Errand errand, TimeSpan start, Answer answer)
    {
        var outcome = Verdict.Of(errand.Kind, answer);
        var (stock, version) = Seen(errand.Kind, outcome, answer);
        var operation = new Operation
        {
            Id = id,
            Region = entrance.Region,
            Stream = errand.Stream,
            Customer = errand.Customer.Email,
            Kind = errand.Kind,
            Intended = errand.Intended,
            Start = start,
            End = journal.Now,
            Outcome = outcome,
            Status = answer.Status,
            Error = Verdict.Error(outcome, answer),
            ServedBy = answer.ServedBy,
            Product = errand.Product,
            Stock = stock,
            Version = version,
            Key = errand.Key,
            Order = Order(errand.Kind, outcome, answer),
            DbMs = answer.Timing.DbMs,
            Cache = answer.Timing.Cache,
        };
        journal.End(operation);
        return operation;
    }

    private static (int Stock, long Version) Seen(Kind kind, Outcome outcome, Answer answer)
    {
        if (kind != Kind.Product
            || outcome != Outcome.Ok
            || Json.Parse(answer.Body) is not { } seen)
        {
            return (-1, -1);
        }

        using (seen)
        {
            var stock = Json.Number(seen.RootElement, "stock");
            return ((int)(stock ?? -1), Json.Number(seen.RootElement, "version") ?? -1);
        }
    }

    private static string? Order(Kind kind, Outcome outcome, Answer answer) =>
        kind == Kind.Checkout && outcome == Outcome.Ok
            ? Json.Text(answer.Body, "id", "orderId")
            : null;
}
