using Shop.Verdicts.Adapters;

namespace Shop.Verdicts.Tests;

public class AdapterTests
{
    [Fact]
    public void Shoppers_product_pages_are_reads_of_versions()
    {
        var shoppers = new Shoppers.History();
        shoppers.Add(Page("us-east-1-1@shop", at: 0, version: 4));
        shoppers.Add(Page("eu-west-1-2@shop", at: 224, version: 3));
        shoppers.Add(Page("eu-west-1-2@shop", at: 300, version: -1));
        var verdicts = ShoppersHistory.From(shoppers).Judge(Guarantees.OfReads);
        var broken = Assert.Single(verdicts, verdict => !verdict.Holds);
        Assert.Equal(
            "eu-west-1-2 read 3 of product 7, 214 ms after us-east-1-1 had read 4.",
            broken.Sentence);
    }

    [Fact]
    public void A_register_writer_writes_down_what_it_does()
    {
        var log = new RegisterLog();
        log.End(log.BeginWrite("w", "x", 1), Outcome.Ok, epoch: 1, servedBy: "a");
        log.BeginWrite("w", "x", 2);
        log.BeginRead("r", "x");
        log.EndRead(log.BeginRead("r", "x"), 2);
        log.End(log.BeginWrite("w", "x", 3), Outcome.Ok, epoch: 1, servedBy: "b");
        var history = log.ToHistory();
        Assert.Equal(4, history.Operations.Count);
        var broken = Assert.Single(history.Judge(Guarantees.All), verdict => !verdict.Holds);
        Assert.Equal("b and a both accepted writes in epoch 1.", broken.Sentence);
    }

    [Fact]
    public void Swaps_tell_what_they_expected()
    {
        var log = new RegisterLog();
        log.End(log.BeginSwap("a", "x", null, 1), Outcome.Ok);
        log.End(log.BeginSwap("b", "x", null, 2), Outcome.Failed);
        Assert.True(Judge(log, "linearizability").Holds);
        log.End(log.BeginSwap("c", "x", null, 3), Outcome.Ok);
        Assert.False(Judge(log, "linearizability").Holds);
    }

    [Fact]
    public void A_transaction_takes_effect_as_one()
    {
        var log = new RegisterLog();
        var reads = log.BeginTransaction();
        log.EndRead(log.BeginRead("r", "x", reads), null);
        var writes = log.BeginTransaction();
        log.End(log.BeginWrite("w", "x", 1, writes), Outcome.Ok);
        log.End(log.BeginWrite("w", "y", 1, writes), Outcome.Ok);
        log.EndTransaction(writes, Outcome.Ok);
        log.EndRead(log.BeginRead("r", "y", reads), null);
        log.EndTransaction(reads, Outcome.Unknown);
        var rolledBack = log.BeginTransaction();
        log.EndRead(log.BeginRead("w", "x", rolledBack), 1);
        log.End(log.BeginWrite("w", "x", 2, rolledBack), Outcome.Ok);
        log.EndTransaction(rolledBack, Outcome.Failed);
        Assert.Equal(4, log.ToHistory().Operations.Count);
        // The second read began late, but its snapshot is as old as the first one.
        Assert.True(Judge(log, "stale read").Holds);
        Assert.True(Judge(log, "G-single").Holds);
    }

    private static Verdict Judge(RegisterLog log, string name) =>
        Guarantees.All.Single(one => one.Name == name).Check(log.ToHistory());

    private static Shoppers.Operation Page(string customer, double at, long version) => new()
    {
        Region = customer[..9],
        Customer = customer,
        Kind = Shoppers.Kind.Product,
        Product = 7,
        Version = version,
        Stock = -1,
        Start = Hand.Ms(at),
        End = Hand.Ms(at + 10),
        Outcome = Shoppers.Outcome.Ok,
    };
}
