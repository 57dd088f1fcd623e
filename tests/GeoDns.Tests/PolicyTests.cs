using GeoDns.Policies;

namespace GeoDns.Tests;

/// <summary>Where customers are sent while all sites are well, as dig sees it.</summary>
public sealed class PolicyTests
{
    [Theory]
    [InlineData(World.InVirginia, World.Virginia)]
    [InlineData(World.InIreland, World.Ireland)]
    [InlineData(World.InSingapore, World.Singapore)]
    public async Task Geolocation_sends_everybody_to_the_nearest_site(string subnet, string site)
    {
        await using var server = await Server.StartAsync(World.Zone(PolicyNames.Geolocation));
        Assert.Equal([site], await server.AddressesAsync(subnet));
        Assert.Equal([site], (await server.DigAsync("shop.test", "A", subnet, "+tcp")).Answers);
    }

    [Fact]
    public async Task Customers_of_no_view_belong_to_the_first()
    {
        await using var server = await Server.StartAsync(World.Zone(PolicyNames.Geolocation));
        Assert.Equal([World.Virginia], await server.AddressesAsync("+subnet=9.9.9.0/24"));
        Assert.Equal([World.Virginia], await server.AddressesAsync("+nosubnet"));
    }

    [Fact]
    public async Task Without_a_client_subnet_the_source_address_counts()
    {
        await using var server = await Server.StartAsync();
        var answer = await server.DigAsync("shop.test", "A", "-b", "127.0.3.9");
        Assert.Equal([World.Singapore], answer.Answers);
    }

    [Theory]
    [InlineData("+subnet=203.0.113.0/24", "203.0.113.0/24/24")]
    [InlineData("+subnet=203.0.113.77/32", "203.0.113.77/32/24")]
    [InlineData("+subnet=9.9.0.0/16", "9.9.0.0/16/16")]
    [InlineData("+subnet=2001:db8::/56", "2001:db8::/56/56")]
    [InlineData("+subnet=0", "0.0.0.0/0/0")]
    public async Task An_answer_says_for_whom_it_holds(string asked, string echo)
    {
        await using var server = await Server.StartAsync();
        Assert.Equal(echo, (await server.DigAsync("shop.test", asked)).Subnet);
    }

    [Theory]
    [InlineData("10.9.9.0/24", 13)] // 10.8.0.0/13 has nothing of 10.1.2.0/24
    [InlineData("10.1.3.0/24", 24)]
    [InlineData("10.1.2.0/24", 24)]
    [InlineData("10.1.0.0/16", 16)] // has, but the query says no more
    [InlineData("10.128.0.0/16", 9)]
    [InlineData("11.0.0.0/16", 8)]
    public async Task An_answer_does_not_hold_for_smaller_subnets_of_other_views(
        string subnet, int scope)
    {
        var zone = ZoneFile.Default with
        {
            Views =
            [
                ZoneFile.Default.Views[0] with { Subnets = ["10.0.0.0/8", "10.200.0.0/16"] },
                ZoneFile.Default.Views[1] with { Subnets = ["10.1.2.0/24", "11.0.0.0/8"] },
                ZoneFile.Default.Views[2] with { Subnets = ["2001:db8::/56"] },
            ],
        };
        await using var server = await Server.StartAsync(zone);
        var answer = await server.DigAsync("shop.test", $"+subnet={subnet}");
        Assert.Equal($"{subnet}/{scope}", answer.Subnet);
    }

    [Fact]
    public async Task The_smallest_subnet_wins()
    {
        var zone = ZoneFile.Default with
        {
            Views =
            [
                ZoneFile.Default.Views[0] with { Subnets = ["10.0.0.0/8"] },
                ZoneFile.Default.Views[1] with { Subnets = ["10.1.0.0/16"] },
            ],
        };
        await using var server = await Server.StartAsync(zone);
        Assert.Equal([World.Virginia], await server.AddressesAsync("+subnet=10.2.0.0/24"));
        Assert.Equal([World.Ireland], await server.AddressesAsync("+subnet=10.1.9.0/24"));
    }

    [Fact]
    public async Task Failover_sends_everybody_to_the_first_site()
    {
        await using var server = await Server.StartAsync(World.Zone(PolicyNames.Failover));
        Assert.Equal([World.Virginia], await server.AddressesAsync(World.InSingapore));
    }

    [Fact]
    public async Task Multivalue_answers_all_sites_and_begins_with_another_one_each_time()
    {
        await using var server = await Server.StartAsync(World.Zone(PolicyNames.MultiValue));
        var firsts = new HashSet<string>();
        for (var times = 0; times < 3; times++)
        {
            var answers = await server.AddressesAsync(World.InIreland);
            Assert.Equal(World.All, answers.Order());
            firsts.Add(answers[0]);
        }

        Assert.Equal(3, firsts.Count);
    }

    [Fact]
    public async Task Weights_can_be_changed_at_any_time()
    {
        await using var server = await Server.StartAsync(World.Zone(PolicyNames.Weighted));
        foreach (var (region, address) in ZoneFile.Default.Sites.Select(s => (s.Region, s.Address)))
        {
            var weights = ZoneFile.Default.Sites.ToDictionary(
                site => site.Region, site => site.Region == region ? 7 : 0);
            using var done = await server.ControlAsync(HttpMethod.Put, "/zone/weights", weights);
            Assert.Equal(HttpStatusCode.NoContent, done.StatusCode);
            Assert.Equal([address], await server.AddressesAsync(World.InIreland));
        }
    }

    [Fact]
    public void Weights_are_shares_of_the_answers()
    {
        Assert.Null(Settings.TryRead(_ => null, out var settings));
        var view = new Zones.Views(settings).All[0];
        var weights = new Weights(settings);
        Assert.True(weights.TrySet(new Dictionary<string, int>
        {
            ["us-east-1"] = 90,
            ["eu-west-1"] = 10,
            ["ap-southeast-1"] = 0,
        }));
        var policy = new Weighted(weights, new Random(1));
        var shares = Enumerable.Range(0, 10_000)
            .CountBy(_ => policy.Choose(view, view.Sites)[0].Region)
            .ToDictionary();
        Assert.InRange(shares["us-east-1"], 8_900, 9_100);
        Assert.Equal(10_000, shares["us-east-1"] + shares["eu-west-1"]);
    }

    [Fact]
    public void Latency_leaves_a_site_only_for_one_that_is_clearly_faster()
    {
        Assert.Null(Settings.TryRead(_ => null, out var settings));
        var view = new Zones.Views(settings).All[0];
        var policy = new Latency();
        Measure(0, 80);
        Measure(1, 90);
        Assert.Equal("us-east-1", Choice());
        Measure(1, 76); // faster, but not by a tenth
        Assert.Equal("us-east-1", Choice());
        Measure(1, 60);
        Assert.Equal("eu-west-1", Choice());
        Measure(0, 58);
        Assert.Equal("eu-west-1", Choice());

        string Choice() => policy.Choose(view, view.Sites)[0].Region;

        void Measure(int site, int milliseconds)
        {
            for (var times = 0; times < 5; times++)
                view.Sites[site].Vitals.Good(TimeSpan.FromMilliseconds(milliseconds));
        }
    }
}
