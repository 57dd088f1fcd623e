using System.Diagnostics;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Aspire.Hosting;

/// <summary>
/// All that the page shows, as the last value of each fact and the last few of each kind of record.
/// A viewer gets the whole of it first and then every change, in order and without a gap.
/// </summary>
/// <remarks>
/// Values are kept as the JSON that is sent: it is written once for all viewers, and a fact that is
/// put again unchanged is recognized by it.
/// </remarks>
internal sealed class Board
{
    /// <summary>
    /// A viewer who is this many events behind is sent away; its browser comes back by itself and
    /// starts from a fresh snapshot. At a dozen events a second it is most of a minute.
    /// </summary>
    internal const int Patience = 512;

    private readonly Lock gate = new();
    private readonly OrderedDictionary<string, OrderedDictionary<string, string>> facts = [];
    private readonly OrderedDictionary<string, Queue<string>> records = [];
    private readonly List<Channel<SseItem<string>>> viewers = [];
    private bool isClosed;
    private long asked;

    /// <summary>Whether there are viewers, or somebody has asked for a snapshot in the last 5 s.</summary>
    public bool IsWatched =>
        Viewers > 0 || (asked != 0 && Stopwatch.GetElapsedTime(asked).TotalSeconds < 5);

    public int Viewers
    {
        get
        {
            lock (gate)
            {
                return viewers.Count;
            }
        }
    }

    /// <summary>States a fact; tells viewers if it is news.</summary>
    public void Put(string topic, string name, object value)
    {
        var json = BoardJson.Write(value);
        lock (gate)
        {
            var known = facts.TryGetValue(topic, out var found) ? found : facts[topic] = [];
            if (known.GetValueOrDefault(name) != json)
            {
                known[name] = json;
                Tell("fact", BoardJson.Fact(topic, name, json));
            }
        }
    }

    /// <summary>Adds to a record and forgets the oldest beyond <paramref name="keep"/>.</summary>
    public void Append(string topic, object value, int keep)
    {
        var json = BoardJson.Write(value);
        lock (gate)
        {
            var record = records.TryGetValue(topic, out var found) ? found : records[topic] = new();
            record.Enqueue(json);
            while (record.Count > keep)
            {
                record.Dequeue();
            }

            Tell("record", BoardJson.Record(topic, json));
        }
    }

    /// <summary>The whole board as one JSON object with <c>facts</c> and <c>records</c>.</summary>
    public string Snapshot()
    {
        lock (gate)
        {
            asked = Stopwatch.GetTimestamp();
            return BoardJson.Snapshot(facts, records);
        }
    }

    /// <summary>A snapshot, then changes, until the viewer leaves or falls behind.</summary>
    public async IAsyncEnumerable<SseItem<string>> WatchAsync(
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var viewer = Channel.CreateBounded<SseItem<string>>(Patience);
        Admit(viewer);
        try
        {
            await foreach (var item in viewer.Reader.ReadAllAsync(cancellation))
            {
                yield return item;
            }
        }
        finally
        {
            Dismiss(viewer);
        }
    }

    /// <summary>Sends all viewers away, so that nobody holds up the end of the level.</summary>
    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
            viewers.ForEach(viewer => viewer.Writer.TryComplete());
        }
    }

    private void Admit(Channel<SseItem<string>> viewer)
    {
        lock (gate)
        {
            var snapshot = BoardJson.Snapshot(facts, records);
            viewer.Writer.TryWrite(new SseItem<string>(snapshot, "snapshot")
            {
                ReconnectionInterval = TimeSpan.FromSeconds(1),
            });
            viewers.Add(viewer);
            if (isClosed)
            {
                viewer.Writer.TryComplete();
            }
        }
    }

    private void Dismiss(Channel<SseItem<string>> viewer)
    {
        lock (gate)
        {
            viewers.Remove(viewer);
        }
    }

    // Called under the lock: that is what keeps a viewer's snapshot and changes in step.
    private void Tell(string type, string data)
    {
        var item = new SseItem<string>(data, type);
        foreach (var slow in viewers.FindAll(viewer => !viewer.Writer.TryWrite(item)))
        {
            slow.Writer.TryComplete();
            viewers.Remove(slow);
        }
    }
}
