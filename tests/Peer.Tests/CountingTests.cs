using FsCheck;
using FsCheck.Fluent;

namespace Peer.Tests;

/// <summary>
/// Whatever happens in whatever order: all end up the same, and nothing is sold twice.
/// </summary>
public sealed class CountingTests
{
    private const int Pieces = 20;
    private const int Peers = 4;

    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(200);

    /// <summary>One step of a random story: who sells, gives, or meets whom.</summary>
    private sealed record Step(int Kind, int From, int To, int Quantity);

    private static Arbitrary<Step[]> Stories =>
        (from kind in Gen.Choose(0, 2)
         from @from in Gen.Choose(0, Peers - 1)
         from to in Gen.Choose(0, Peers - 1)
         from quantity in Gen.Choose(1, 8)
         select new Step(kind, @from, to, quantity)).ArrayOf(60).ToArbitrary();

    [Fact]
    public void In_200_random_partitions_stock_is_never_oversold() =>
        Check.One(Runs, Prop.ForAll(Stories, story =>
        {
            var (peers, sold) = Play(story);

            var merged = peers.Aggregate(New(), Merge);
            return sold <= Pieces && merged.Left == Pieces - sold && merged.Left >= 0;
        }));

    [Fact]
    public void Rights_neither_appear_nor_vanish() =>
        Check.One(Runs, Prop.ForAll(Stories, story =>
        {
            var (peers, sold) = Play(story);

            var merged = peers.Aggregate(New(), Merge);
            var rights = Enumerable.Range(0, Peers).Sum(peer => merged.Rights(Name(peer)));
            return rights == Pieces - sold;
        }));

    [Fact]
    public void Merging_in_any_order_any_number_of_times_gives_the_same() =>
        Check.One(Runs, Prop.ForAll(Stories, story =>
        {
            var (peers, _) = Play(story);

            var forth = peers.Aggregate(New(), Merge);
            var back = peers.Reverse().Concat(peers).Aggregate(New(), Merge);
            return Enumerable.Range(0, Peers).All(peer =>
                forth.Rights(Name(peer)) == back.Rights(Name(peer)) && forth.Left == back.Left);
        }));

    [Fact]
    public void A_set_keeps_what_was_added_while_it_was_removed_elsewhere() =>
        Check.One(Runs, Prop.ForAll(Stories, story =>
        {
            var sets = Enumerable.Range(0, Peers).Select(_ => new OrSet<int>()).ToArray();
            var expected = new Dictionary<string, int>();
            foreach (var (step, at) in story.Select((step, at) => (step, at)))
            {
                if (step.Kind == 0)
                {
                    sets[step.From].Add($"{at}", step.Quantity);
                    expected[$"{at}"] = step.Quantity;
                }
                else if (step.Kind == 1)
                {
                    foreach (var (tag, _) in sets[step.From].Items.Where(one => one.Value == step.Quantity).ToList())
                    {
                        sets[step.From].Remove(tag);
                        expected.Remove(tag);
                    }
                }
                else
                {
                    sets[step.To].Merge(sets[step.From]);
                }
            }

            var merged = sets.Aggregate(new OrSet<int>(), Merge);
            var mergedBack = sets.Reverse().Aggregate(new OrSet<int>(), Merge);
            return merged.Items.ToHashSet().SetEquals(expected)
                && mergedBack.Items.ToHashSet().SetEquals(expected);
        }));

    [Fact]
    public void The_last_writer_wins_wherever_the_values_meet() =>
        Check.One(Runs, Prop.ForAll(Stories, story =>
        {
            var values = story.Select(step => new Register<int>(step.Quantity, step.Kind, Name(step.From))).ToList();

            var forth = values.Aggregate((one, other) => one.Merge(other));
            var back = Enumerable.Reverse(values).Aggregate((one, other) => one.Merge(other));
            return (forth.At, forth.By) == (back.At, back.By) && forth.At == values.Max(one => one.At);
        }));

    [Fact]
    public async Task In_random_partitions_of_whole_peers_stock_is_never_oversold()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var (sold, left) = await SellOutAsync(new Random(seed));

            Assert.InRange(sold, 1, Pieces);
            Assert.Equal(Pieces - sold, left);
        }
    }

    // Five peers, cut into random sides again and again, all sell the same product.
    private static async Task<(int Sold, int Left)> SellOutAsync(Random random)
    {
        var simulation = new Simulation(5, random.Next());
        var merchant = simulation.Nodes[0];
        foreach (var node in simulation.Nodes)
        {
            node.Stock.Open([(1, Pieces)]);
        }

        foreach (var node in simulation.Nodes.Skip(1))
        {
            merchant.Stock.GiveShare(node.Self.Id, parts: 5);
        }

        var sold = 0;
        for (var turn = 0; turn < 12; turn++)
        {
            foreach (var node in simulation.Nodes)
            {
                simulation.Put(node, random.Next(3));
            }

            await simulation.RoundAsync();
            foreach (var node in simulation.Nodes)
            {
                var isSold = node.Stock.TrySell([(1, 1)]) is not null
                    || (await node.AskForRightsAsync(1, 1) && node.Stock.TrySell([(1, 1)]) is not null);
                sold += isSold ? 1 : 0;
            }
        }

        simulation.Reunite();
        await simulation.RoundsUntilAsync(() => simulation.LedgersAgree);
        return (sold, simulation.Nodes[^1].Stock.Left(1));
    }

    private static (BoundedCounter[] Peers, int Sold) Play(Step[] story)
    {
        var peers = Enumerable.Range(0, Peers).Select(_ => New()).ToArray();
        var sold = 0;
        foreach (var step in story)
        {
            if (step.Kind == 0 && peers[step.From].TrySell(Name(step.From), step.Quantity))
            {
                sold += step.Quantity;
            }
            else if (step.Kind == 1)
            {
                peers[step.From].TryGive(Name(step.From), Name(step.To), step.Quantity);
            }
            else if (step.Kind == 2)
            {
                peers[step.To].Merge(peers[step.From]);
            }
        }

        return (peers, sold);
    }

    private static BoundedCounter New() => new(Name(0), Pieces);

    private static string Name(int peer) => $"peer-{peer}";

    private static BoundedCounter Merge(BoundedCounter one, BoundedCounter other)
    {
        one.Merge(other);
        return one;
    }

    private static OrSet<int> Merge(OrSet<int> one, OrSet<int> other)
    {
        one.Merge(other);
        return one;
    }
}
