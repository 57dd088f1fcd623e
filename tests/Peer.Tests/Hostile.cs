namespace Peer.Tests;

/// <summary>A peer that signs what it likes, and three honest ones.</summary>
internal sealed class Hostile
{
    private long number = 1;

    public Hostile()
    {
        Simulation = new Simulation(peers: 3, seed: 1);
        Simulation.RoundsUntilAsync(() => Simulation.MembersAgree).GetAwaiter().GetResult();
        Victim = Simulation.Nodes[1];
    }

    public Simulation Simulation { get; }

    public Node Victim { get; }

    public Identity Self { get; } = Identity.Create();

    public bool IsBanned => Victim.Guard.IsBanned(Self.Id);

    public Envelope Write(string kind, object body, TimeSpan clockOff = default)
    {
        var at = (Simulation.Clock.GetUtcNow() + clockOff).ToUnixTimeMilliseconds();
        return new Envelope(Self.PublicKey, Victim.Name, at, number++, kind, Json.Bytes(body)).Sign(Self);
    }

    public async Task<bool> SendAsync(Envelope envelope) =>
        await Simulation.DeliverAsync(Victim.Name, envelope.ToBytes()) is not null;

    public Task<bool> TellAsync(Entry entry) =>
        SendAsync(Write(Kinds.Take, new Delivery([entry], [])));
}
