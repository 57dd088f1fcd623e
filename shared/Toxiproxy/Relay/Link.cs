using Toxiproxy.Chains;
using Toxiproxy.Timing;
using Toxiproxy.Toxics;
using Toxiproxy.Wires;

namespace Toxiproxy.Relay;

/// <summary>
/// One direction of one connection: reads from its source, passes the toxics' chain, writes to its
/// sink. Without toxics and with nothing held, bytes go straight from the read to the write.
/// </summary>
internal sealed class Link(Connection connection, Direction direction, Wire source, Wire sink)
    : ITimed
{
    private readonly RelayContext context = connection.Context;
    private readonly TrafficCounter counter = connection.Counters[direction];
    private readonly GuardedChain chain = new();

    /// <summary>No operation is under way on a wire, and none will be.</summary>
    public bool IsOver => chain.IsOver;

    /// <summary>Relays until the source ends or nothing more can pass.</summary>
    public async Task PumpAsync()
    {
        var buffer = new ReadBuffer();
        int read;
        while ((read = await source.ReceiveAsync(buffer.Memory)) > 0)
        {
            counter.Received(read);
            var relayed = chain.IsDirect
                ? await SendAsync(buffer.Memory[..read])
                : await HoldAsync(buffer, read);
            if (!relayed)
            {
                break;
            }

            buffer.Adapt(read);
        }

        buffer.Return();
        chain.Add(Chunk.End(context.Clock.Now));
        Advance();
        connection.OnLinkChanged();
    }

    public void AddToxic(ToxicSettings toxic) => Change((chain, now) =>
        chain.AddToxic(toxic, connection.ToxicStart(toxic, now)));

    public void UpdateToxic(ToxicSettings toxic) => Change((chain, _) => chain.UpdateToxic(toxic));

    public void RemoveToxic(string name) => Change((chain, now) => chain.RemoveToxic(name, now));

    /// <summary>Lets nothing pass any more, and leaves the sink to the caller.</summary>
    public bool Abandon() => chain.Finish();

    /// <summary>
    /// Lets nothing pass any more and ends the sink. That ends the source of the opposite link,
    /// which then drains and ends its own sink, our source: as in the original, there is no
    /// half-open connection. The connection closes the wires when both links are over.
    /// </summary>
    public void Finish()
    {
        if (Abandon())
        {
            sink.ShutDown();
        }
    }

    void ITimed.OnDue() => Advance();

    private void Change(Action<Chain, TimeSpan> change)
    {
        chain.Change(toxics => change(toxics, context.Clock.Now));
        Advance();
    }

    private async ValueTask<bool> HoldAsync(ReadBuffer buffer, int read)
    {
        chain.Add(buffer.Take(read, context.Clock.Now));
        Advance();
        await chain.RoomAsync();
        return !chain.IsFinished;
    }

    private void Advance()
    {
        var mustSend = chain.Advance(context.Clock.Now, out var wake);
        if (wake is { } due)
        {
            context.Timer.Schedule(this, due);
        }

        if (mustSend)
        {
            _ = SendAllAsync();
        }
    }

    private async Task SendAllAsync()
    {
        while (chain.TryTake(out var chunk))
        {
            switch (chunk.Kind)
            {
                case ChunkKind.Data:
                    await SendAsync(chunk.Memory);
                    chunk.Return();
                    break;
                case ChunkKind.End:
                    Finish();
                    break;
                case ChunkKind.Reset:
                    connection.Reset();
                    break;
            }
        }

        connection.OnLinkChanged();
    }

    private async ValueTask<bool> SendAsync(Memory<byte> data)
    {
        if (await sink.SendAsync(data) == Wire.Failed)
        {
            Finish();
            return false;
        }

        counter.Sent(data.Length);
        return true;
    }
}
