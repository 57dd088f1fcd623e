using System.Diagnostics;
using Shop.Verdicts.Anomalies;

namespace Shop.Verdicts.Tests;

public class PlantedTests(ITestOutputHelper output)
{
    // At the end of a long history, on keys of their own, each under the name it must be found by.
    [Theory]
    [InlineData("linearizability", "p 0-10 A=1; p 20-30 A=2; q 40-50 A?1")]
    [InlineData("linearizability", "p 0-10 A=1; q 20-30 A?_")]
    [InlineData("linearizability", "p 0-10 A=1; q 20-30 A:1>2; r 25-35 A:1>3")]
    [InlineData("read your writes", "p 0-10 A=1; p 20-30 A?_")]
    [InlineData("monotonic reads", "p 0-9 A=1; p 10-19 A=2; q 20-30 A?2; q 40-50 A?1")]
    [InlineData("monotonic writes", "p 0-10 A=1; p 20-30 B=1; q 40-50 B?1 @s; q 60-70 A?_ @s")]
    [InlineData("writes follow reads", "p 0-9 A=1; q 10-19 A?1; q 20-30 B=1; r 40-50 B?1 t1; r 40-50 A?_ t1")]
    [InlineData("stale read", "p 0-10 A=1; q 20-30 A?_")]
    [InlineData("lost update", "p 0-10 A?_ t1; p 0-10 A=1 t1; q 5-15 A?_ t2; q 5-15 A=2 t2")]
    [InlineData("lost update", "p 0-10 A=1; q 20-30 A:1>2; r 25-35 A:1>3")]
    [InlineData("G-single", "p 0-10 A=1 t1; p 0-10 B=1 t1; q 20-30 A?1 t2; q 20-30 B?_ t2")]
    [InlineData("long fork", "p 0-9 A=1; q 0-9 B=1; r 0-9 A?1 t1; r 0-9 B?_ t1; s 0-9 A?_ t2; s 0-9 B?1 t2")]
    [InlineData("split brain", "p 0-10 A=1 e1 @n1; q 5-15 A=2 e1 @n2")]
    [InlineData("split brain", "p 0-10 A?1 #10; q 5-15 A?1 #11")]
    [InlineData("stale leader", "p 0-10 A=1 e2 @n2; q 15-25 B=2 e1 @n1")]
    public void A_planted_anomaly_is_found_in_a_long_history(string name, string planted)
    {
        var good = Generated.Real(new Random(1), 5_000, clients: 20, keys: 50);
        var late = good.Max(one => one.End) + Hand.Ms(100);
        var guarantee = Guarantees.All.Single(one => one.Name == name);
        Assert.True(guarantee.Check(new History(good)).Holds);
        var plants = Hand.Operations(planted)
            .Select(one => one with { Start = late + one.Start, End = late + one.End });
        var verdict = guarantee.Check(new History(good.Concat(plants)));
        Assert.Equal(Ruling.Broken, verdict.Ruling);
        Assert.All(verdict.Counterexample, one => Assert.Contains(one.Key, new[] { "A", "B" }));
        output.WriteLine($"{verdict}");
    }

    [Theory]
    [InlineData(1000, 50)]
    [InlineData(1, 6)]
    public void A_hundred_thousand_operations_are_judged(int keys, int clients)
    {
        var history = new History(Generated.Real(new Random(2), 100_000, clients, keys));
        foreach (var guarantee in Guarantees.All)
        {
            var watch = Stopwatch.StartNew();
            var verdict = guarantee.Check(history);
            output.WriteLine($"{keys} keys, {guarantee.Name}: {watch.ElapsedMilliseconds} ms");
            Assert.True(verdict.Holds, $"{verdict}");
        }
    }

    [Fact]
    public void Lost_writes_are_listed_exactly()
    {
        var history = Hand.Made("p 0-10 A=1; p 20-30 A=2; p 40-* A=3; p 50-60 A=4; p 70-! A=5");
        var rows = new HashSet<(string, long)> { ("A", 1), ("A", 3) };
        Assert.Equal([2, 4], Lost(LostWrites.InRows(rows).Check(history)));
        var register = new Dictionary<string, long> { ["A"] = 3 };
        Assert.Equal([4], Lost(LostWrites.InRegisters(register).Check(history)));
    }

    private static IEnumerable<long?> Lost(Verdict verdict) =>
        verdict.Violations.Select(one => one.Operations[0].Value);
}
