using System.Runtime.InteropServices;
using Toxiproxy.Chains;
using Toxiproxy.Toxics;

namespace Toxiproxy.Tests.Support;

/// <summary>Plays with a chain on a clock that only moves when told to.</summary>
internal sealed class ChainPlay(int seed)
{
    private readonly Random random = new(seed);
    private readonly List<ToxicSettings> toxics = [];
    private int names;

    public Chain Chain { get; } = new();

    public TimeSpan Now { get; private set; }

    public List<byte> Sent { get; } = [];

    public List<byte> Received { get; } = [];

    public List<int> Pieces { get; } = [];

    public int Ends { get; private set; }

    /// <summary>Whether the first bytes sent, that many, have arrived, and nothing else.</summary>
    public bool HasReceived(int count) =>
        CollectionsMarshal.AsSpan(Sent)[..count].SequenceEqual(CollectionsMarshal.AsSpan(Received));

    public void Send(int size)
    {
        var data = new byte[size];
        random.NextBytes(data);
        Sent.AddRange(data);
        Chain.Add(Chunk.CopyOf(data, Now));
        Run();
    }

    public void SendEnd()
    {
        Chain.Add(Chunk.End(Now));
        Run();
    }

    public void Advance(TimeSpan time)
    {
        Now += time;
        Run();
    }

    /// <summary>
    /// Lets time pass, from one due time to the next, until nothing is due any more.
    /// </summary>
    public void RunUntilIdle()
    {
        for (var next = Run(); next != Toxic.Never; next = Run())
        {
            Now = next > Now ? next : Now;
        }
    }

    public void Add(string type, params (string Name, long Value)[] attributes)
    {
        var kind = ToxicKinds.Find(type)!;
        var settings = new ToxicSettings(
            $"{type}{names++}", kind, Direction.Upstream, 1, With(kind.Defaults, attributes));
        toxics.Add(settings);
        Chain.AddToxic(settings, new ToxicStart(TimeSpan.Zero, Now, new Random(seed)));
        Run();
    }

    /// <summary>Adds one of the toxics that lose nothing.</summary>
    public void AddHarmless(int kind, int size)
    {
        switch (kind)
        {
            case 0: Add("noop"); break;
            case 1: Add("latency", ("latency", size * 10)); break;
            case 2: Add("latency", ("latency", size * 10), ("jitter", size * 20)); break;
            case 3: Add("latency", ("latency", 20), ("jitter", size), ("distribution", 2)); break;
            case 4: Add("bandwidth", ("rate", 100 + (size * 1000))); break;
            case 5: Add("slow_close", ("delay", size * 10)); break;
            case 6: Add("handshake", ("latency", size * 10)); break;
            default: Add("slicer", ("average_size", 50 + size), ("size_variation", 50)); break;
        }
    }

    /// <summary>Changes the first toxic.</summary>
    public void Update(params (string Name, long Value)[] attributes)
    {
        toxics[0] = toxics[0] with { Attributes = With(toxics[0].Attributes, attributes) };
        Chain.UpdateToxic(toxics[0]);
        Run();
    }

    public void UpdateAt(int index)
    {
        if (toxics.Count > 0)
        {
            Chain.UpdateToxic(toxics[index % toxics.Count]);
            Run();
        }
    }

    public void RemoveAt(int index)
    {
        if (toxics.Count > 0)
        {
            var toxic = toxics[index % toxics.Count];
            toxics.Remove(toxic);
            Chain.RemoveToxic(toxic.Name, Now);
            Run();
        }
    }

    public void RemoveAll()
    {
        while (toxics.Count > 0)
        {
            RemoveAt(random.Next(toxics.Count));
        }
    }

    private static Attributes With(Attributes attributes, (string Name, long Value)[] values)
    {
        foreach (var (name, value) in values)
        {
            var index = attributes.Fields.ToList().FindIndex(field => field.Name == name);
            attributes = attributes.With(index, value);
        }

        return attributes;
    }

    private TimeSpan Run()
    {
        var next = Chain.Run(Now);
        while (Chain.Output.TryTake(out var chunk))
        {
            Ends += chunk.IsData ? 0 : 1;
            Received.AddRange(chunk.Memory.ToArray());
            if (chunk.IsData)
            {
                Pieces.Add(chunk.Length);
            }

            chunk.Return();
        }

        return next;
    }
}
