using Shop.Verdicts;

namespace Demos.Tests;

public sealed class FindingTests
{
    [Fact]
    public void A_checker_that_gave_up_has_not_found_nothing()
    {
        var error = Assert.Throws<DistributedApplicationException>(() => Finding.Of(new([]), new Hopeless()));

        Assert.Equal("hope: It takes too long.", error.Message);
    }

    private sealed class Hopeless : Guarantee
    {
        public override string Name => "hope";

        public override Verdict Check(Shop.Verdicts.History history) => new()
        {
            Guarantee = Name,
            Ruling = Ruling.Undecided,
            Sentence = "It takes too long.",
        };

        protected override IEnumerable<Violation> Find(Shop.Verdicts.History history) => [];
    }
}
