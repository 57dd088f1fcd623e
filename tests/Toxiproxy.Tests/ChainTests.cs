using FsCheck;
using FsCheck.Fluent;
using Toxiproxy.Tests.Support;
using Toxiproxy.Toxics;
using Direction = Toxiproxy.Toxics.Direction;

namespace Toxiproxy.Tests;

/// <summary>
/// Properties of chains, on a clock of their own: whatever happens to the toxics while bytes are on
/// their way, nothing is reordered, doubled or lost unless a toxic says so.
/// </summary>
public sealed class ChainTests
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(2000);

    private static readonly Gen<Step> AnyStep = Gen.OneOf(
        Gen.Choose(1, 20_000).Select(size => (Step)new Send(size)),
        Gen.Choose(0, 100_000).Select(micros => (Step)new Wait(TimeSpan.FromMicroseconds(micros))),
        Gen.Choose(0, 7).Two().Select(pair => (Step)new Add(pair.Item1, pair.Item2)),
        Gen.Choose(0, 100).Select(index => (Step)new Update(index)),
        Gen.Choose(0, 100).Select(index => (Step)new Remove(index)));

    [Fact]
    public void Every_byte_arrives_once_and_in_order_through_any_changing_chain() =>
        Prop.ForAll(AnyStep.ListOf().ToArbitrary(), steps =>
        {
            var play = new ChainPlay(seed: steps.Count);
            steps.ToList().ForEach(step => step.Do(play));
            play.SendEnd();
            play.RemoveAll();
            Assert.True(play.HasReceived(play.Sent.Count));
            Assert.Equal(1, play.Ends);
            Assert.Equal(0, play.Chain.Cost);
        }).Check(Runs);

    [Fact]
    public void Without_removing_anything_time_alone_delivers_every_byte() =>
        Prop.ForAll(AnyStep.ListOf().ToArbitrary(), steps =>
        {
            var play = new ChainPlay(seed: steps.Count);
            steps.Where(step => step is not Remove).ToList().ForEach(step => step.Do(play));
            play.SendEnd();
            play.RunUntilIdle();
            Assert.True(play.HasReceived(play.Sent.Count));
            Assert.Equal(1, play.Ends);
        }).Check(Runs);

    [Fact]
    public void A_limit_passes_a_prefix_of_exactly_its_size() =>
        Prop.ForAll(
            Gen.Choose(1, 5000).ListOf(20).ToArbitrary(),
            Gen.Choose(0, 40_000).ToArbitrary(),
            (sizes, limit) =>
            {
                var play = new ChainPlay(seed: limit);
                play.Add("limit_data", ("bytes", limit));
                sizes.ToList().ForEach(play.Send);
                play.SendEnd();
                Assert.True(play.HasReceived(Math.Min(limit, play.Sent.Count)));
                Assert.Equal(1, play.Ends);
            }).Check(Runs);

    [Fact]
    public void Latency_is_exact_and_sums_up_along_the_chain() =>
        Prop.ForAll(Gen.Choose(1, 500).Two().ToArbitrary(), latencies =>
        {
            var play = new ChainPlay(seed: 1);
            play.Add("latency", ("latency", latencies.Item1));
            play.Add("latency", ("latency", latencies.Item2));
            play.Send(10);
            var due = TimeSpan.FromMilliseconds(latencies.Item1 + latencies.Item2);
            play.Advance(due - TimeSpan.FromTicks(1));
            Assert.Empty(play.Received);
            play.Advance(TimeSpan.FromTicks(1));
            Assert.Equal(10, play.Received.Count);
        }).Check(Runs);

    [Fact]
    public void Jitter_stays_within_its_range_and_the_same_seed_draws_the_same() =>
        Prop.ForAll(Gen.Choose(0, 1000).ToArbitrary(), seed =>
        {
            var first = DelayOf(seed);
            Assert.InRange(first.TotalMilliseconds, 60, 140);
            Assert.Equal(first, DelayOf(seed));
        }).Check(Runs);

    [Fact]
    public void Slices_have_the_size_that_was_asked_for() =>
        Prop.ForAll(Gen.Choose(1, 3000).Zip(Gen.Choose(0, 100)).ToArbitrary(), shape =>
        {
            var (average, percent) = shape;
            var variation = average * percent / 100;
            var smallest = Math.Max(1, average - variation);
            var play = new ChainPlay(seed: average);
            play.Add("slicer", ("average_size", average), ("size_variation", variation));
            play.Send(20_000);
            Assert.True(play.HasReceived(play.Sent.Count));
            Assert.All(
                play.Pieces.SkipLast(1),
                size => Assert.InRange(size, smallest, average + variation));
        }).Check(Runs);

    [Fact]
    public void Bandwidth_takes_exactly_the_time_of_its_bytes()
    {
        var play = new ChainPlay(seed: 1);
        play.Add("bandwidth", ("rate", 1000));
        play.Send(500_000);
        play.RunUntilIdle();
        Assert.Equal(500, play.Now.TotalMilliseconds, tolerance: 0.01);
    }

    [Fact]
    public void What_waited_at_a_rate_of_0_has_saved_nothing_up()
    {
        var play = new ChainPlay(seed: 1);
        play.Add("bandwidth", ("rate", 0));
        play.Send(500_000);
        play.Advance(TimeSpan.FromSeconds(60));
        play.Update(("rate", 1000));
        play.RunUntilIdle();
        Assert.Equal(60_500, play.Now.TotalMilliseconds, tolerance: 0.01);
    }

    private static TimeSpan DelayOf(int seed)
    {
        var play = new ChainPlay(seed);
        play.Add("latency", ("latency", 100), ("jitter", 40));
        play.Send(1);
        play.RunUntilIdle();
        return play.Now;
    }

    private abstract record Step
    {
        public abstract void Do(ChainPlay play);
    }

    private sealed record Send(int Size) : Step
    {
        public override void Do(ChainPlay play) => play.Send(Size);
    }

    private sealed record Wait(TimeSpan Time) : Step
    {
        public override void Do(ChainPlay play) => play.Advance(Time);
    }

    private sealed record Add(int Kind, int Size) : Step
    {
        public override void Do(ChainPlay play) => play.AddHarmless(Kind, Size);
    }

    private sealed record Update(int Index) : Step
    {
        public override void Do(ChainPlay play) => play.UpdateAt(Index);
    }

    private sealed record Remove(int Index) : Step
    {
        public override void Do(ChainPlay play) => play.RemoveAt(Index);
    }
}
