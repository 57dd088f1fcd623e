using System.Xml.Linq;
using Shop.Verdicts.Anomalies;
using Shop.Verdicts.Linearizability;

namespace Shop.Verdicts.Tests;

public class TimelineTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void A_counterexample_is_drawn_with_a_lane_per_client()
    {
        var verdict = new StaleRead().Check(
            Hand.Made("<us> 0-10 x=1; <us> 20-30 x=2; eu&co 244-251 x?1"));
        var drawn = XElement.Parse(verdict.Svg!);
        var lanes = drawn.Elements(Svg + "g").Select(lane => lane.Element(Svg + "text")!.Value);
        Assert.Equal(["<us>", "eu&co"], lanes);
        Assert.Contains(drawn.Descendants(Svg + "text"), text => text.Value == "✗ read 1 of x");
        Assert.Contains(drawn.Descendants(Svg + "text"), text => text.Value == "244");
    }

    [Fact]
    public void What_has_no_answer_is_open_to_the_right()
    {
        var verdict = new Linearizable().Check(
            Hand.Made("a 0-* x=1; b 10-20 x=2; c 30-40 x?1; c 41-45 x?2"));
        var bars = XElement.Parse(verdict.Svg!).Descendants(Svg + "rect").ToList();
        Assert.Equal(4, bars.Count);
        var unknown = bars.Single(bar => bar.Attribute("class")!.Value.Contains("unknown"));
        Assert.All(bars, bar => Assert.True(Right(bar) <= Right(unknown)));
        if (Environment.GetEnvironmentVariable("TIMELINE") is { } file)
        {
            File.WriteAllText(file, verdict.Svg);
        }
    }

    private static double Right(XElement bar) =>
        (double)bar.Attribute("x")! + (double)bar.Attribute("width")!;
}
