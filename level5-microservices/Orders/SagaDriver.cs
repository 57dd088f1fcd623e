namespace Shop.Orders;

/// <summary>
/// Brings a purchase to its end, whatever becomes of whom: reserve, charge, confirm, or take it all
/// back. Nothing but the beginning and the end is written down here. Each step may be done twice, so
/// whoever takes a purchase over begins at the beginning; and whether Inventory has confirmed or
/// released it, which never changes any more, decides for all.
/// </summary>
internal sealed class SagaDriver(
    Purchases purchases,
    OtherServices others,
    CrashPoints crash,
    Finished finished,
    Without without)
{
    // Older ones are taken back if they are not confirmed: nobody waits for them any more.
    private const double TooOld = 20;

    /// <returns>How it ended: sold, done or refused.</returns>
    /// <exception cref="HttpRequestException">Somebody is away, so it goes on later.</exception>
    public async Task<Saga> DriveAsync(Saga saga)
    {
        if (saga.State == "open")
            saga = saga.Age < TooOld
                ? await BuyAsync(saga)
                : await TakeBackAsync(saga, new("given-up"));
        if (saga.State != "sold")
            return saga;
        await EmptyCartAsync(saga);
        return Finish(saga);
    }

    private async Task<Saga> BuyAsync(Saga saga)
    {
        crash.Pass("before reserve");
        var wanted = saga.Order.Lines.Select(line => new { line.ProductId, line.Quantity });
        var reserved = await DecideAsync(saga, "reserve", wanted.ToArray());
        crash.Pass("before charge");
        if (reserved.Outcome is not ("reserved" or "confirmed"))
            return await TakeBackAsync(saga, Explain(saga, reserved));
        var paid = reserved.Outcome == "confirmed"
            ? new Paid("charged") // Before that it was. The bank may be away by now.
            : await others.SendAsync<Paid>(
                "payments",
                HttpMethod.Post,
                $"/internal/charges/{saga.Id}/charge",
                new { Amount = saga.Order.Total });
        crash.Pass("before confirm");
        if (paid.Outcome != "charged")
            return await TakeBackAsync(saga, new("declined"));
        var confirmed = await DecideAsync(saga, "confirm");
        crash.Pass("before sold");
        return confirmed.Outcome == "confirmed"
            ? await SellAsync(saga)
            : await TakeBackAsync(saga, new("given-up"));
    }

    // It is certain, so nothing of this has to wait for the rest.
    private async Task<Saga> SellAsync(Saga saga)
    {
        var settling = SettleSoldAsync(saga);
        await Task.WhenAll(settling, EmptyCartAsync(saga));
        var settled = await settling;
        return settled.State == "refused" ? settled : Finish(settled);
    }

    // With durability Async a failover may have lost the purchase while it was under way. Without an
    // order nobody pays, even if the pieces are gone and the cart is empty.
    private async Task<Saga> SettleSoldAsync(Saga saga)
    {
        var settled = await SettleAsync(saga, "sold");
        if (settled.State != "refused")
            return settled;
        await PayBackAsync(saga);
        return settled with { Refusal = new("given-up") };
    }

    // First the goods: if they were confirmed, it was paid for, and there is no way back.
    private async Task<Saga> TakeBackAsync(Saga saga, Refusal why)
    {
        if (without.Compensation)
        {
            crash.Pass("before release");
            if ((await DecideAsync(saga, "release")).Outcome == "confirmed")
                return await SettleSoldAsync(saga);
            crash.Pass("before refund");
            await PayBackAsync(saga);
        }
        crash.Pass("before refused");
        return await SettleAsync(saga, "refused", why);
    }

    private Task PayBackAsync(Saga saga) => others.SendAsync<Paid>(
        "payments", HttpMethod.Post, $"/internal/charges/{saga.Id}/refund");

    private async Task EmptyCartAsync(Saga saga)
    {
        crash.Pass("before bought");
        if (!saga.IsCart)
            return;
        var items = saga.Order.Lines.Select(line => new { line.ProductId, line.Quantity });
        await others.SendAsync<bool>(
            "accounts",
            saga.Home,
            HttpMethod.Post,
            $"/internal/carts/{saga.Customer}/bought",
            new { Saga = saga.Id, Items = items.ToArray() });
    }

    private Saga Finish(Saga saga)
    {
        crash.Pass("before done");
        finished.Add(saga.Id);
        return saga with { State = "done" };
    }

    private async Task<Saga> SettleAsync(Saga saga, string state, Refusal? why = null) =>
        saga with { State = await purchases.SettleAsync(saga.Id, state, why), Refusal = why };

    private Task<Decided> DecideAsync(Saga saga, string step, object? body = null) =>
        others.SendAsync<Decided>(
            "inventory", HttpMethod.Post, $"/internal/reservations/{saga.Id}/{step}", body);

    private static Refusal Explain(Saga saga, Decided decided) => decided.Outcome == "released"
        ? new("given-up")
        : new(
            decided.Outcome,
            decided.ProductId,
            saga.Order.Lines.FirstOrDefault(line => line.ProductId == decided.ProductId)?.Name,
            decided.Available);

    private sealed record Decided(string Outcome, int? ProductId, int? Available);

    private sealed record Paid(string Outcome);
}
