using Toxiproxy.Timing;
using Toxiproxy.Wires;

namespace Toxiproxy.Relay;

/// <summary>What all connections of all proxies share.</summary>
/// <param name="Seed">Where all chance comes from: the same seed, proxy, number of connection and
/// toxic draw the same numbers again.</param>
internal sealed record RelayContext(Clock Clock, TimerQueue Timer, WireFactory Wires, int Seed)
{
    public static RelayContext Create(int seed)
    {
        var clock = new Clock(TimeProvider.System);
        var timer = new TimerQueue(clock);
        timer.Start();
        return new RelayContext(clock, timer, WireFactory.Start(), seed);
    }

    public Random RandomOf(string proxy, long connection, string toxic)
    {
        // FNV-1a: the runtime's own hashes differ from process to process.
        var hash = (uint)Seed ^ 2166136261;
        foreach (var letter in $"{proxy}/{connection}/{toxic}")
        {
            hash = (hash ^ letter) * 16777619;
        }

        return new Random((int)hash);
    }
}
