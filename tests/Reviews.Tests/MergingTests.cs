using FsCheck;
using FsCheck.Fluent;
using Shop.Reviews;

namespace Shop.Tests;

/// <summary>Three regions change and tell each other, in any order.</summary>
public sealed class MergingTests
{
    private static readonly Arbitrary<List<int>> Histories =
        Gen.Choose(0, 1_000).ListOf().ToArbitrary();

    [Fact]
    public void Regions_that_have_heard_everything_agree_whatever_the_way() =>
        Check(history => history.Settle().Select(page => page.ToText()).Distinct().Count() == 1);

    [Fact]
    public void In_which_order_and_how_often_they_hear_of_it_does_not_matter() => Check(history =>
    {
        var (us, eu, ap) = (history.Pages[0], history.Pages[1], history.Pages[2]);
        return Same(us.Merge(eu), eu.Merge(us))
            && Same(us.Merge(eu).Merge(ap), us.Merge(eu.Merge(ap)))
            && Same(us.Merge(eu).Merge(eu), us.Merge(eu))
            && Same(us.Merge(us), us);
    });

    [Fact]
    public void With_CRDTs_nothing_is_lost_and_nothing_removed_comes_back() => Check(history =>
        history.Settle().TrueForAll(page =>
            page.Crdt.Shown.Likes == history.Likes
            && page.Crdt.Shown.Reviews.Select(one => one.Id).ToHashSet().SetEquals(history.Kept)));

    [Fact]
    public void With_version_vectors_no_review_is_lost() => Check(history =>
        history.Settle().TrueForAll(page =>
            history.Kept.IsSubsetOf(page.Vectors.Shown.Reviews.Select(one => one.Id))));

    [Fact]
    public void Of_two_who_wrote_at_the_same_time_the_last_writer_wins()
    {
        var now = DateTimeOffset.UnixEpoch;
        var us = Page.Empty.After(new("us", now) { Added = Say("early") });
        var eu = Page.Empty.After(new("eu", now.AddSeconds(1)) { Added = Say("late") });

        var merged = us.Merge(eu);

        Assert.Equal(["late"], merged.As(Merging.LastWriterWins).Reviews.Select(one => one.Id));
        Assert.Equal(2, merged.As(Merging.VersionVectors).Reviews.Count);
        Assert.Equal(2, merged.As(Merging.Crdt).Reviews.Count);
    }

    [Fact]
    public void A_review_that_one_side_removed_comes_back_with_version_vectors()
    {
        var now = DateTimeOffset.UnixEpoch;
        var before = Page.Empty.After(new("us", now) { Added = Say("regretted") });
        var us = before.After(new("us", now) { Added = Say("another") });
        var eu = before.After(new("eu", now) { Removed = "regretted" });

        var merged = us.Merge(eu);

        Assert.Contains(merged.As(Merging.VersionVectors).Reviews, one => one.Id == "regretted");
        Assert.DoesNotContain(merged.As(Merging.Crdt).Reviews, one => one.Id == "regretted");
    }

    [Fact]
    public void Without_merging_even_a_CRDT_is_as_the_last_writer_left_it()
    {
        var now = DateTimeOffset.UnixEpoch;
        var us = Page.Empty.After(new("us", now) { Liked = 1 });
        var eu = Page.Empty.After(new("eu", now.AddSeconds(1)) { Liked = 1 });

        Assert.Equal(1, us.Replace(eu).Crdt.Shown.Likes);
        Assert.Equal(2, us.Merge(eu).Crdt.Shown.Likes);
    }

    [Fact]
    public void A_page_survives_being_written_down() => Check(history =>
        history.Pages.All(page => Same(Page.Parse(page.ToText()), page)));

    private static void Check(Func<History, bool> law) =>
        Prop.ForAll(Histories, steps => law(History.Of(steps)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static bool Same(Page one, Page other) => one.ToText() == other.ToText();

    private static Review Say(string id) => new(id, 1, "Nice.");

    /// <summary>What three regions know after some steps, and what they should know in the end.</summary>
    private sealed class History
    {
        private static readonly string[] Sites = ["us", "eu", "ap"];

        public Page[] Pages { get; } = [Page.Empty, Page.Empty, Page.Empty];

        public HashSet<string> Kept { get; } = [];

        public int Likes { get; private set; }

        public static History Of(IEnumerable<int> steps)
        {
            var history = new History();
            foreach (var (number, step) in steps.Index())
                history.Play(number, step);
            return history;
        }

        /// <summary>Everybody tells everybody, twice.</summary>
        public List<Page> Settle()
        {
            var pages = Pages.ToArray();
            for (var turn = 0; turn < 18; turn++)
                pages[turn % 3] = pages[turn % 3].Merge(pages[turn / 3 % 3]);
            return [.. pages];
        }

        private void Play(int number, int step)
        {
            var site = step % 3;
            // Clocks of regions differ.
            var change = new Change(Sites[site], DateTimeOffset.UnixEpoch.AddSeconds(step % 7));
            switch (step / 3 % 4)
            {
                case 0:
                    Kept.Add($"{number}");
                    Pages[site] = Pages[site].After(change with { Added = Say($"{number}") });
                    break;
                case 1 when Pages[site].Crdt.Shown.Reviews is [{ } first, ..]:
                    Kept.Remove(first.Id);
                    Pages[site] = Pages[site].After(change with { Removed = first.Id });
                    break;
                case 2:
                    Likes += step % 2 == 0 ? 1 : -1;
                    Pages[site] = Pages[site].After(change with { Liked = step % 2 == 0 ? 1 : -1 });
                    break;
                default:
                    Pages[site] = Pages[site].Merge(Pages[step / 12 % 3]);
                    break;
            }
        }
    }
}
