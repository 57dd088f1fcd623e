namespace GeoDns.Tests;

/// <summary>Who may change the zone, and what they may not do to it.</summary>
public sealed class ControlTests
{
    [Fact]
    public async Task Without_the_key_there_is_nothing()
    {
        await using var server = await Server.StartAsync();
        using var answer = await server.ControlAsync(HttpMethod.Get, "/zone", key: "guessed");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Where_no_key_is_set_there_is_nothing_for_anybody()
    {
        await using var server = await Server.StartAsync(settings: ("CONTROL_KEY", ""));
        using var answer = await server.ControlAsync(HttpMethod.Get, "/zone", key: "");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        await using var server = await Server.StartAsync();
        var (atlantis, negative) = (new { atlantis = 1 }, new Dictionary<string, int>
        {
            ["us-east-1"] = -1,
        });
        Assert.Equal(HttpStatusCode.BadRequest, await PutAsync("policy", new { policy = "dice" }));
        Assert.Equal(HttpStatusCode.BadRequest, await PutAsync("policy", new { }));
        Assert.Equal(HttpStatusCode.BadRequest, await PutAsync("weights", atlantis));
        Assert.Equal(HttpStatusCode.BadRequest, await PutAsync("weights", negative));
        Assert.Equal([World.Ireland], await server.AddressesAsync(World.InIreland));

        async Task<HttpStatusCode> PutAsync(string what, object body)
        {
            using var answer = await server.ControlAsync(HttpMethod.Put, $"/zone/{what}", body);
            return answer.StatusCode;
        }
    }

    [Theory]
    [InlineData("""{"zone":"shop.test"}""", "sites and views")]
    [InlineData("""{"policy":1}""", "GEODNS")]
    [InlineData("""{"sites":[{"region":"a"}]}""", "address")]
    [InlineData("""{"sites":[{"region":null}]}""", "region")]
    [InlineData("null", "sites and views")]
    [InlineData("[", "GEODNS")]
    public void A_wrong_configuration_is_one_readable_line(string json, string complaint) =>
        Assert.Contains(
            complaint,
            Settings.TryRead(name => name == "GEODNS" ? json : null, out _),
            StringComparison.Ordinal);
}
