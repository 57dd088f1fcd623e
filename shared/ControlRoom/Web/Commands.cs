using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting;

/// <summary>Carries out what the page orders. Each order is answered when it is done.</summary>
internal sealed class Commands(
    Orders orders,
    Director director,
    Replayer replayer,
    LogBook log,
    FrontDesk desk)
{
    private bool IsBusy => director.IsBusy || replayer.IsRunning;

    /// <param name="order">What follows <c>/api/</c>, with its query.</param>
    public async Task<IResult> CarryOutAsync(string order)
    {
        var deed = orders.Understand(order);
        return deed switch
        {
            { Refusal: { } refusal } => refusal,
            { Interrupts: true } => await InterruptAsync(order, deed.Act!),
            { Demo: { } demo } => !replayer.IsRunning && director.TryPlay(demo)
                ? TypedResults.Accepted((string?)null)
                : Refusal.Busy(),
            _ => await ByHandAsync(order, deed.Act!),
        };
    }

    /// <summary>Starts to replay a saved log and returns at once.</summary>
    public IResult Replay(JsonNode? saved)
    {
        if (!desk.Open.IsCompletedSuccessfully)
        {
            return Refusal.Bad("file", "can be replayed when the shop is open");
        }

        var (recording, refusal) = Recording.Read(saved, orders);
        return recording is null ? refusal!
            : !IsBusy && replayer.TryStart(recording, desk.Open.Result.Fleet)
                ? TypedResults.Accepted((string?)null)
                : Refusal.Busy();
    }

    private async Task<IResult> InterruptAsync(string order, Func<Task> act)
    {
        await replayer.StopAsync();
        log.Record(order);
        await act();
        return TypedResults.NoContent();
    }

    /// <summary>Does something by hand, unless it would falsify a demo.</summary>
    private async Task<IResult> ByHandAsync(string order, Func<Task> act)
    {
        if (IsBusy)
        {
            return Refusal.Busy();
        }

        try
        {
            log.Record(order);
            await act();
            return TypedResults.NoContent();
        }
        catch (Exception reason)
        {
            // Faults reach processes, proxies and the level's own code: anything may come.
            return Refusal.Failed(reason.Message);
        }
    }
}
