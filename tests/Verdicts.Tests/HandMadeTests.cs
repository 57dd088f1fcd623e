namespace Shop.Verdicts.Tests;

public class HandMadeTests
{
    [Theory]
    [InlineData("one after the other", "a 0-10 x=1; b 20-30 x?1; a 40-50 x=2; b 60-70 x?2")]
    [InlineData("nothing there at first", "a 0-10 x?_; a 20-30 x=1")]
    [InlineData("a concurrent read may see either", "a 0-10 x=1; b 20-60 x=2; c 25-30 x?1; c 35-40 x?2")]
    [InlineData("concurrent writes in either order", "a 0-50 x=1; b 0-50 x=2; c 60-70 x?1")]
    [InlineData("an end and a start at the same time are concurrent", "a 0-10 x=1; b 10-20 x?_")]
    [InlineData("an unknown write may have happened", "a 0-* x=1; b 50-60 x?1")]
    [InlineData("an unknown write may not have happened", "a 0-* x=1; b 50-60 x?_")]
    [InlineData("an unknown write may happen late", "a 0-* x=1; b 10-20 x=2; b 30-40 x?2; b 50-60 x?1")]
    [InlineData("a failed write did nothing", "a 0-! x=1; b 20-30 x?_")]
    [InlineData("a swap", "a 0-10 x=1; b 20-30 x:1>2; c 40-50 x?2")]
    [InlineData("swaps in a chain", "a 0-90 x:_>1; b 0-90 x:2>3; c 0-90 x:1>2; d 100-110 x?3")]
    [InlineData("a list", "a 0-10 l+1; b 0-10 l+2; c 20-30 l?[2,1]; a 40-50 l+3; c 60-70 l?[2,1,3]")]
    [InlineData("a value written twice", "a 0-10 x=1; a 20-30 x=2; a 40-50 x=1; b 60-70 x?1")]
    [InlineData("keys don't matter to each other", "a 0-10 x=1; a 20-30 y=1; b 40-50 y?1; b 60-70 x?1")]
    public void Linearizable_histories_hold(string why, string history) =>
        Assert.True(Judge("linearizability", Hand.Made(history)).Holds, why);

    [Theory]
    [InlineData("a stale read", "a 0-10 x=1; a 20-30 x=2; b 40-50 x?1", 3)]
    [InlineData("a lost write", "a 0-10 x=1; b 20-30 x?_", 2)]
    [InlineData("a value from nowhere", "a 0-10 x=1; b 20-30 x?7", 1)]
    [InlineData("a read before its write", "b 0-10 x?1; a 20-30 x=1", 2)]
    [InlineData("a failed write was seen", "a 0-! x=1; b 20-30 x?1", 1)]
    [InlineData("a concurrent write seen and unseen", "a 0-10 x=1; b 20-90 x=2; c 30-40 x?2; c 50-60 x?1", 4)]
    [InlineData("an unknown write can't happen twice", "a 0-* x=1; b 10-20 x=2; c 30-40 x?1; c 41-45 x?2; c 50-60 x?1", 4)]
    [InlineData("two swaps of the same", "a 0-10 x=1; b 20-30 x:1>2; c 20-30 x:1>3", 3)]
    [InlineData("a list in two orders", "a 0-10 l+1; b 0-10 l+2; c 20-30 l?[2,1]; d 20-30 l?[1,2]", 4)]
    [InlineData("a list without an element", "a 0-10 l+1; b 20-30 l+2; c 40-50 l?[2]", 3)]
    public void Others_don_t_and_the_counterexample_is_small(string why, string history, int size)
    {
        var noise = "z 0-5 q=1; z 200-210 x=90; z 220-230 x?90; z 240-250 x=91; z 260-270 x?91";
        foreach (var text in new[] { history, $"{history}; {noise}" }.Take(history.Contains('+') ? 1 : 2))
        {
            var verdict = Judge("linearizability", Hand.Made(text));
            Assert.True(verdict.Ruling == Ruling.Broken, why);
            Assert.Equal(size, verdict.Counterexample.Count);
        }
    }

    [Fact]
    public void Where_the_first_value_is_not_known_the_first_read_tells()
    {
        Assert.True(Judge("linearizability", Hand.Made("a 0-10 x?7; a 20-30 x?7", startsEmpty: false)).Holds);
        Assert.False(Judge("linearizability", Hand.Made("a 0-10 x?7; a 20-30 x?8", startsEmpty: false)).Holds);
    }

    [Fact]
    public void A_search_that_takes_too_long_is_undecided()
    {
        var writes = string.Join("; ", Enumerable.Range(1, 16).Select(n => $"c{n} 0-100 x={n}"));
        var verdict = new Linearizability.Linearizable(1000).Check(Hand.Made($"{writes}; r 200-210 x?77"));
        Assert.Equal(Ruling.Undecided, verdict.Ruling);
        Assert.Null(verdict.Svg);
    }

    [Theory]
    [InlineData("read your writes", "a 0-10 x=1; a 20-30 x?1")]
    [InlineData("read your writes", "a 0-10 x=1; b 20-30 x?_")]
    [InlineData("read your writes", "a 0-10 x=1; a 10-30 x?_")]
    [InlineData("read your writes", "a 0-* x=1; a 20-30 x?_")]
    [InlineData("monotonic reads", "a 0-10 x?1; a 20-30 x?1; a 40-50 x?2")]
    [InlineData("monotonic reads", "a 0-10 x?2; b 20-30 x?1")]
    [InlineData("monotonic reads", "a 0-30 x?2; a 20-40 x?1")]
    [InlineData("monotonic writes", "a 0-10 x=1; a 20-30 x=2; a 40-50 y=1; b 60-70 y?1 @s; b 80-90 x?2 @s")]
    [InlineData("monotonic writes", "a 0-10 x=1; a 20-30 y=1; b 60-70 y?1 @s; b 80-90 x?_ @t")]
    [InlineData("writes follow reads", "a 0-10 x?1; a 20-30 y=1; b 60-70 y?1 @s; b 80-90 x?1 @s")]
    [InlineData("writes follow reads", "a 0-10 x?1; a 5-30 y=1; b 60-70 y?1 @s; b 80-90 x?_ @s")]
    [InlineData("stale read", "a 0-10 x=1; a 20-60 x=2; b 30-40 x?1")]
    [InlineData("stale read", "a 0-10 x=1; a 20-* x=2; b 30-40 x?1")]
    [InlineData("lost update", "a 0-10 x?1 t1; a 0-10 x=2 t1; b 20-30 x?2 t2; b 20-30 x=3 t2")]
    [InlineData("lost update", "a 0-10 x:1>2; b 20-30 x:2>3")]
    [InlineData("lost update", "a 0-10 x?1 t1; a 0-10 x=2 t1; b 0-* x?1 t2; b 0-* x=3 t2")]
    [InlineData("G-single", "a 0-10 x=1 t1; a 0-10 y=1 t1; b 20-30 x?1 t2; b 20-30 y?1 t2")]
    [InlineData("G-single", "a 0-10 x=1 t1; a 0-10 y=1 t1; b 20-30 x?_ t2; b 20-30 y?_ t2")]
    [InlineData("G-single", "a 0-10 x?_ t1; a 0-10 y=1 t1; b 0-10 y?_ t2; b 0-10 x=1 t2")]
    [InlineData("long fork", "a 0-10 x=1; b 0-10 y=1; c 20-30 x?1 t1; c 20-30 y?_ t1; d 20-30 x?1 t2; d 20-30 y?1 t2")]
    [InlineData("split brain", "a 0-10 x=1 e1 @s; b 20-30 x=2 e1 @s; b 40-50 x=3 e2 @t")]
    [InlineData("split brain", "a 0-10 x?1 #5; b 20-30 x?1 #5; b 40-50 x?2 #4")]
    [InlineData("stale leader", "a 0-10 x=1 e1 @s; b 20-30 x=2 e2 @t; a 25-40 x=3 e1 @s")]
    public void What_keeps_a_guarantee_holds(string guarantee, string history) =>
        Assert.True(Judge(guarantee, Hand.Made(history)).Holds);

    [Theory]
    [InlineData("read your writes", "a 0-10 x=1; a 20-30 x?_", 2)]
    [InlineData("read your writes", "a 0-10 x=1; a 20-30 x=2; a 40-50 x?1", 2)]
    [InlineData("monotonic reads", "a 0-10 x?2; a 20-30 x?1", 2)]
    [InlineData("monotonic reads", "a 0-10 x?3; a 5-30 x?4; a 20-30 x?2", 2)]
    [InlineData("monotonic writes", "a 0-10 x=2; a 20-30 x=1", 2)]
    [InlineData("monotonic writes", "a 0-10 x=1; a 20-30 y=1; b 60-70 y?1 @s; b 80-90 x?_ @s", 4)]
    [InlineData("monotonic writes", "a 0-10 x=1; a 20-30 y=1; b 60-70 y?1 t1; b 60-70 x?_ t1", 4)]
    [InlineData("writes follow reads", "a 0-10 x?5; a 20-30 x=4", 2)]
    [InlineData("writes follow reads", "q 0-5 x=1; a 6-10 x?1; a 20-30 y=1; b 60-70 y?1 t1; b 60-70 x?_ t1", 4)]
    [InlineData("writes follow reads", "a 6-10 x?1; a 20-* y=1; b 60-70 y?1 @s; b 80-90 x?_ @s", 4)]
    [InlineData("stale read", "a 0-10 x=1; a 20-30 x=2; b 40-50 x?1", 2)]
    [InlineData("stale read", "a 0-* x=1; b 40-50 x?1; c 60-70 x?_", 2)]
    [InlineData("lost update", "a 0-10 x?1 t1; a 0-10 x=2 t1; b 20-30 x?1 t2; b 20-30 x=3 t2", 4)]
    [InlineData("lost update", "a 0-10 x:1>2; b 20-30 x:1>3", 2)]
    [InlineData("G-single", "a 0-10 x=1 t1; a 0-10 y=1 t1; b 20-30 x?1 t2; b 20-30 y?_ t2", 4)]
    [InlineData("G-single", "a 0-10 x=1 t1; b 20-30 x?1 t2; b 20-30 y=1 t2; c 40-50 y?1 t3; c 40-50 x?_ t3", 5)]
    [InlineData("G-single", "a 0-10 l+1 t1; a 0-10 m+1 t1; b 20-30 l?[1] t2; b 20-30 m?[] t2; c 30-40 m?[1]", 4)]
    [InlineData("long fork", "a 0-10 x=1; b 0-10 y=1; c 20-30 x?1 t1; c 20-30 y?_ t1; d 20-30 x?_ t2; d 20-30 y?1 t2", 6)]
    [InlineData("split brain", "a 0-10 x=1 e1 @s; b 20-30 x=2 e1 @t", 2)]
    [InlineData("split brain", "a 0-10 x?1 #5; b 20-30 x?1 #4", 2)]
    [InlineData("stale leader", "a 0-10 x=1 e1 @s; b 20-30 x=2 e2 @t; a 35-40 x=3 e1 @s", 2)]
    public void What_breaks_it_is_found(string guarantee, string history, int size)
    {
        var verdict = Judge(guarantee, Hand.Made(history));
        Assert.Equal(Ruling.Broken, verdict.Ruling);
        Assert.Equal(size, verdict.Counterexample.Count);
        Assert.NotNull(verdict.Svg);
    }

    [Fact]
    public void The_sentence_says_who_what_and_how_late()
    {
        var verdict = Judge("stale read", Hand.Made("a 0-10 x=3; a 20-30 x=4; b 244-250 x?3"));
        Assert.Equal("b read 3 of x, 214 ms after 4 had been acknowledged to a.", verdict.Sentence);
    }

    private static Verdict Judge(string name, History history) =>
        Guarantees.All.Single(one => one.Name == name).Check(history);
}
