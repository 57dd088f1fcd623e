using FsCheck;
using FsCheck.Fluent;
using Shop.Verdicts.Linearizability;

namespace Shop.Verdicts.Tests;

public class RandomTests
{
    private static readonly Linearizable Checker = new();

    [Fact]
    public void On_small_histories_it_agrees_with_trying_every_order()
    {
        var broken = 0;
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(Seeds, seed =>
        {
            var operations = Generated.Anything(new Random(seed), count: 7);
            var expected = BruteForce.HasOrder(operations);
            broken += expected ? 0 : 1;
            return Checker.Check(new History(operations)).Holds == expected;
        }));
        Assert.InRange(broken, 500, 4500);
    }

    [Fact]
    public void A_counterexample_has_no_order_either_and_nothing_can_be_left_out()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(Seeds, seed =>
        {
            var operations = Generated.Anything(new Random(seed), count: 8);
            var verdict = Checker.Check(new History(operations));
            return verdict.Holds || !BruteForce.HasOrder(verdict.Counterexample);
        }));
    }

    [Fact]
    public void What_one_register_did_is_linearizable()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Seeds, seed =>
        {
            var history = new History(Generated.Real(new Random(seed), 400, clients: 6, keys: 3));
            return Guarantees.Strongest.Concat(Guarantees.Sessions).Append(new Anomalies.StaleRead())
                .All(guarantee => guarantee.Check(history).Holds);
        }));
    }

    [Fact]
    public void A_read_that_is_changed_to_what_was_overwritten_before_is_caught()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Seeds, seed =>
        {
            var random = new Random(seed);
            var operations = Generated.Real(random, 400, clients: 6, keys: 3);
            return Mutation.StaleRead(random, operations) is not { } mutated
                || (Broken(Checker, mutated) && Broken(new Anomalies.StaleRead(), mutated));
        }));
    }

    [Fact]
    public void A_write_that_is_dropped_though_it_was_read_is_caught()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Seeds, seed =>
        {
            var random = new Random(seed);
            var operations = Generated.Real(random, 400, clients: 6, keys: 3);
            return Mutation.DroppedWrite(random, operations) is not { } mutated
                || Broken(Checker, mutated);
        }));
    }

    [Fact]
    public void A_read_that_is_moved_before_its_write_is_caught()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Seeds, seed =>
        {
            var random = new Random(seed);
            var operations = Generated.Real(random, 400, clients: 6, keys: 3);
            return Mutation.EarlyRead(random, operations) is not { } mutated
                || Broken(Checker, mutated);
        }));
    }

    private static Arbitrary<int> Seeds => Gen.Choose(0, int.MaxValue - 1).ToArbitrary();

    private static bool Broken(Guarantee guarantee, IEnumerable<Operation> operations) =>
        guarantee.Check(new History(operations)).Ruling == Ruling.Broken;
}
