using Shop;

namespace Failover.Tests;

public sealed class ElectionTests
{
    private const long Revision = 7;

    [Fact]
    public void Old_leaders_refuse_before_others_may_lead_with_every_preset()
    {
        Assert.True(Timing.Stage.IsSafe);
        Assert.True(Timing.Production.IsSafe);
    }

    [Theory]
    [InlineData("Sync")]
    [InlineData("Async")]
    [InlineData("Quorum")]
    public void Nobody_leads_who_knows_of_somebody_with_more(string durability)
    {
        var (own, other) = (Of("eu", 100, Revision), Of("ap", 101, Revision));

        // With copies everywhere nobody needs to be asked, but somebody who has more still counts.
        Assert.NotNull(Objection(durability, own, other));
        Assert.Null(Objection(durability, other, own));
    }

    [Fact]
    public void One_copy_elsewhere_takes_the_last_word_of_two()
    {
        Assert.NotNull(Objection("Sync", Of("eu", 100, Revision)));
        Assert.NotNull(Objection("Sync", Of("eu", 100, Revision), Of("ap", 90, Revision - 1)));
        Assert.Null(Objection("Sync", Of("eu", 100, Revision), Of("ap", 90, Revision)));
    }

    [Fact]
    public void Copies_everywhere_take_nobody_elses_word()
    {
        Assert.Null(Objection("Quorum", Of("eu", 100, Revision)));
        Assert.Null(Objection("Apply", Of("eu", 100, Revision)));
    }

    [Theory]
    [InlineData("Sync")]
    [InlineData("Quorum")]
    [InlineData("Apply")]
    public void The_only_copy_there_is_has_everything(string durability) =>
        Assert.Null(Objection(durability, others: 1, Of("eu", 100, Revision)));

    [Fact]
    public void Without_copies_a_candidate_waits_for_the_living_but_not_for_ever()
    {
        var (own, busy) = (Of("eu", 100, Revision), Of("ap", 90, 0));

        Assert.NotNull(Objection("Async", own, busy));
        Assert.Null(Objection("Async", 2, TimeSpan.FromSeconds(1), own, busy));
        Assert.Null(Objection("Async", own));
    }

    [Fact]
    public void A_longer_log_of_an_older_history_is_not_more()
    {
        var (old, young) = (Of("us", 500, Revision), Of("eu", 100, Revision) with { Timeline = 2 });

        Assert.Null(Objection("Sync", young, old));
        Assert.NotNull(Objection("Sync", old, young));
    }

    private static Report Of(string node, long position, long sealedAt) => new(node, 1, 1, position, sealedAt);

    private static string? Objection(string durability, Report own, params Report[] reports) =>
        Objection(durability, others: 2, own, reports);

    private static string? Objection(string durability, int others, Report own, params Report[] reports) =>
        Objection(durability, others, TimeSpan.Zero, own, reports);

    private static string? Objection(
        string durability, int others, TimeSpan since, Report own, params Report[] reports) =>
        Election.Objection(
            new Lease(1, "us", "t", 0, new(Enum.Parse<Durability>(durability), "stage")),
            Revision,
            own,
            reports,
            others,
            since);
}
