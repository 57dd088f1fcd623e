namespace Demos.Tests;

public sealed class MeasuredTableTests
{
    private const string Page = """
        Before.

        <!-- measured by: demo routes --write -->

        | policy | time |
        | --- | --- |
        | map | 1 ms |

        <!-- /measured -->

        After.

        """;

    private static readonly DateTimeOffset Day = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly Comparison Found = new(["policy", "time"], [["map", "289 ms"], ["checks", "103 ms"]]);

    [Fact]
    public void A_demos_table_replaces_its_old_one_and_nothing_else()
    {
        var written = MeasuredTable.Replace(Page, "routes", Found, Day);

        Assert.StartsWith("Before.\n", written);
        Assert.EndsWith("<!-- /measured -->\n\nAfter.\n", written);
        Assert.Contains("| map | 289 ms |\n| checks | 103 ms |\n\nMeasured on 21 November 2026.", written);
        Assert.DoesNotContain("| 1 ms |", written);
    }

    [Fact]
    public void A_table_can_be_written_again()
    {
        var once = MeasuredTable.Replace(Page, "routes", Found, Day);

        Assert.Equal(once, MeasuredTable.Replace(once, "routes", Found, Day));
    }

    [Fact]
    public void A_page_without_a_place_for_it_stays_as_it_is() =>
        Assert.Equal(Page, MeasuredTable.Replace(Page, "outage", Found, Day));
}
