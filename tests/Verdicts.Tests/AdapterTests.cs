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
