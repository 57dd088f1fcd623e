namespace Peer.Tests;

/// <summary>
/// The members of a simulation agree, and the rounds that takes grow about as log n.
/// </summary>
public sealed class MembershipTests
{
    [Theory]
    [InlineData(9)]
    [InlineData(30)]
    [InlineData(100)]
    public async Task All_know_all_soon(int peers)
    {
        var simulation = new Simulation(peers, seed: 1);

        var rounds = await simulation.RoundsUntilAsync(() => simulation.MembersAgree);

        Assert.InRange(rounds, 0, 4 * Math.Log2(peers));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(30)]
    [InlineData(100)]
    public async Task What_one_says_reaches_all_in_log_n_rounds(int peers)
    {
        var simulation = new Simulation(peers, seed: 2);
        await simulation.RoundsUntilAsync(() => simulation.MembersAgree);

        simulation.Nodes[^1].Board.WriteNotice("Closed on Sundays");
        var rounds = await simulation.RoundsUntilAsync(() => simulation.LedgersAgree);

        Assert.InRange(rounds, 1, 3 * Math.Log2(peers));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_third_of_thirty_vanish_and_all_agree_within_ten_seconds(int seed)
    {
        var simulation = new Simulation(peers: 30, seed);
        await simulation.RoundsUntilAsync(() => simulation.MembersAgree);

        foreach (var node in simulation.Nodes.Skip(1).Take(10))
        {
            simulation.Kill(node);
        }

        simulation.Join();
        simulation.Join();
        var rounds = await simulation.RoundsUntilAsync(() => simulation.MembersAgree);

        Assert.InRange(rounds * new Settings().Period, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_ledger_that_fits_no_message_is_learned_in_parts_and_nobody_is_banned_for_it()
    {
        var simulation = new Simulation(peers: 3, seed: 5);
        await simulation.RoundsUntilAsync(() => simulation.MembersAgree);
        var writer = simulation.Nodes[1];
        for (var product = 0; product < 3_000; product++)
        {
            writer.Ledger.Take(Entry.Write(writer.Self, $"used/{writer.Self.Id}/{product}", 1, 1));
        }

        simulation.Join();
        var rounds = await simulation.RoundsUntilAsync(() => simulation.LedgersAgree);

        Assert.InRange(rounds, 1, 100);
        Assert.All(simulation.Nodes, node => Assert.Empty(node.Guard.Banned));
        Assert.All(simulation.Nodes, node => Assert.Equal(0, node.Guard[Offence.Oversized]));
    }

    [Fact]
    public async Task A_lossy_network_kills_nobody()
    {
        var simulation = new Simulation(peers: 30, seed: 4) { Loss = 0.1 };
        await simulation.RoundsUntilAsync(() => simulation.MembersAgree);

        await simulation.RoundsUntilAsync(() => false, limit: 100);
        simulation.Loss = 0;

        var rounds = await simulation.RoundsUntilAsync(() => simulation.MembersAgree);
        Assert.InRange(rounds, 0, 20);
    }

    [Fact]
    public async Task Two_halves_part_and_find_each_other_again_through_whom_they_remember()
    {
        var simulation = new Simulation(peers: 9, seed: 5);
        await simulation.RoundsUntilAsync(() => simulation.MembersAgree);
        foreach (var node in simulation.Nodes.Take(4))
        {
            simulation.Put(node, side: 1);
        }

        await simulation.RoundsUntilAsync(() => false, limit: 5);
        simulation.Nodes[0].Board.WriteNotice("here");
        simulation.Nodes[8].Board.WriteNotice("there");
        simulation.Reunite();

        Assert.InRange(await simulation.RoundsUntilAsync(() => simulation.MembersAgree), 0, 30);
        Assert.InRange(await simulation.RoundsUntilAsync(() => simulation.LedgersAgree), 0, 30);
    }
}
