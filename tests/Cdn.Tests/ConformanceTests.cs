namespace Cdn.Tests;

/// <summary>
/// What the edge claims of RFC 9111, a row for each rule. Every row asks twice for the same, and
/// says where the second answer comes from: the store ("kept"), the store although it is too old
/// ("stale"), or the origin ("asked").
/// </summary>
public sealed class ConformanceTests(ConformanceTests.Fixture fixture)
    : IClassFixture<ConformanceTests.Fixture>
{
    private static int rows;

    private readonly Site site = fixture.Site;

    [Theory]
    [InlineData("3: max-age lets it be kept", "max-age=60", "kept")]
    [InlineData("3: so does s-maxage", "s-maxage=60", "kept")]
    [InlineData("3: public says nothing of how long", "public", "asked")]
    [InlineData("3: nothing said, nothing kept", "", "asked")]
    [InlineData("5.2.2.5: no-store forbids it", "max-age=60, no-store", "asked")]
    [InlineData("5.2.2.7: private forbids it", "max-age=60, private", "asked")]
    [InlineData("5.2.2.7: private for a field, too", "max-age=60, private=\"x\"", "asked")]
    [InlineData("5.2.2.4: no-cache needs the origin's word", "max-age=60, no-cache", "asked")]
    [InlineData("5.2: names are case-insensitive", "Max-Age=60", "kept")]
    [InlineData("5.2: values may be quoted", "max-age=\"60\"", "kept")]
    [InlineData("5.2.3: what is unknown is skipped", "community=\"UCI, x\", max-age=60", "kept")]
    [InlineData("4.2.1: s-maxage outranks a shorter max-age", "max-age=0, s-maxage=60", "kept")]
    [InlineData("4.2.1: s-maxage outranks a longer max-age", "max-age=60, s-maxage=0", "asked")]
    [InlineData("4.2.1: what is no number is stale", "max-age=x", "asked")]
    [InlineData("4.2.1: a negative number is stale", "max-age=-1", "asked")]
    [InlineData("4.2.1: of two the shorter counts", "max-age=60, max-age=0", "asked")]
    [InlineData("1.2.2: a huge number is long", "max-age=99999999999999999999", "kept")]
    public Task The_answers_directives(string rule, string cacheControl, string expected) =>
        CheckAsync(rule, $"Cache-Control: {cacheControl}", expected);

    [Theory]
    [InlineData(200, "kept")]
    [InlineData(203, "kept")]
    [InlineData(204, "kept")]
    [InlineData(300, "kept")]
    [InlineData(301, "kept")]
    [InlineData(308, "kept")]
    [InlineData(404, "kept")]
    [InlineData(405, "kept")]
    [InlineData(410, "kept")]
    [InlineData(414, "kept")]
    [InlineData(501, "kept")]
    [InlineData(206, "asked")]
    [InlineData(302, "asked")]
    [InlineData(400, "asked")]
    [InlineData(429, "asked")]
    [InlineData(500, "asked")]
    [InlineData(503, "asked")]
    public Task Section_3_only_understood_statuses_are_kept(int status, string expected) =>
        CheckAsync($"status {status}", "Cache-Control: max-age=60", expected, status: status);

    [Theory]
    [InlineData("3.5: max-age is not for all", "max-age=60", "asked")]
    [InlineData("3.5: public is", "max-age=60, public", "kept")]
    [InlineData("3.5: s-maxage is", "s-maxage=60", "kept")]
    [InlineData("3.5: must-revalidate is", "max-age=60, must-revalidate", "kept")]
    public Task An_answer_to_somebody_signed_in(
        string rule, string cacheControl, string expected) =>
        CheckAsync(
            rule, $"Cache-Control: {cacheControl}", expected, first: "Authorization: Bearer x");

    [Theory]
    [InlineData("7.3: a cookie is one customer's",
        "Cache-Control: max-age=60;;Set-Cookie: a=b", "asked")]
    [InlineData("5.3: Expires counts from Date", "Date: {now};;Expires: {later}", "kept")]
    [InlineData("5.3: what is no date is past", "Expires: 0", "asked")]
    [InlineData("5.3: max-age outranks Expires", "Expires: 0;;Cache-Control: max-age=60", "kept")]
    [InlineData("4.2.2: no guesses", "Last-Modified: {earlier}", "asked")]
    [InlineData("4.2.3: Age counts", "Cache-Control: max-age=60;;Age: 100", "asked")]
    [InlineData("4.2.3: a younger one is fresh", "Cache-Control: max-age=60;;Age: 30", "kept")]
    [InlineData("4.2.3: so does Date", "Cache-Control: max-age=60;;Date: {earlier}", "asked")]
    [InlineData("5.1: an Age that is none is no age", "Cache-Control: max-age=60;;Age: x", "kept")]
    [InlineData("5861-3: stale while revalidating",
        "Cache-Control: max-age=60, stale-while-revalidate=60;;Age: 100", "stale")]
    [InlineData("5861-3: the same with s-maxage",
        "Cache-Control: s-maxage=60, stale-while-revalidate=60;;Age: 100", "stale")]
    [InlineData("5861-3: but not for ever",
        "Cache-Control: max-age=60, stale-while-revalidate=10;;Age: 100;;ETag: \"a\"", "asked")]
    [InlineData("5.2.2.2: must-revalidate forbids stale ones",
        "Cache-Control: max-age=60, stale-while-revalidate=60, must-revalidate;;Age: 100", "asked")]
    [InlineData("5.2.2.8: proxy-revalidate too",
        "Cache-Control: max-age=60, stale-while-revalidate=60, proxy-revalidate;;Age: 100",
        "asked")]
    public Task The_answers_other_headers(string rule, string headers, string expected) =>
        CheckAsync(rule, headers, expected);

    // The kept answer is 30 s old and fresh for 60 s, or 100 s old.
    [Theory]
    [InlineData("5.2.1.1: max-age, younger", 30, "", "max-age=50", "kept")]
    [InlineData("5.2.1.1: max-age, older", 30, "", "max-age=10", "asked")]
    [InlineData("5.2.1.2: max-stale, enough", 100, "", "max-stale=60", "stale")]
    [InlineData("5.2.1.2: max-stale, any", 100, "", "max-stale", "stale")]
    [InlineData("5.2.1.2: max-stale, too little", 100, "", "max-stale=10", "asked")]
    [InlineData("5.2.2.2: must-revalidate wins", 100, "must-revalidate", "max-stale", "asked")]
    [InlineData("5.2.2.8: proxy-revalidate wins", 100, "proxy-revalidate", "max-stale", "asked")]
    [InlineData("5.2.2.10: s-maxage wins", 100, "s-maxage=60", "max-stale", "asked")]
    [InlineData("5.2.1.3: min-fresh, enough", 30, "", "min-fresh=10", "kept")]
    [InlineData("5.2.1.3: min-fresh, too little", 30, "", "min-fresh=40", "asked")]
    [InlineData("5.2.1.4: no-cache", 30, "", "no-cache", "asked")]
    [InlineData("5.2.1.5: no-store", 30, "", "no-store", "asked")]
    [InlineData("5.2.1.7: only-if-cached", 30, "", "only-if-cached", "kept")]
    public Task The_customers_directives(
        string rule, int age, string more, string wish, string expected) =>
        CheckAsync(
            rule,
            // A validator makes it worth keeping when it arrives stale.
            $"Cache-Control: max-age=60, {more};;Age: {age};;ETag: \"a\"",
            expected,
            then: $"Cache-Control: {wish}");

    [Theory]
    [InlineData("4.1: the same", "Accept-Language", "en", "en", "kept")]
    [InlineData("4.1: another one", "Accept-Language", "en", "de", "asked")]
    [InlineData("4.1: blanks don't matter", "accept-language", "en, de", "en,de", "kept")]
    [InlineData("4.1: what isn't named doesn't either", "Accept", "en", "de", "kept")]
    [InlineData("4.1: * never matches", "*", "en", "en", "asked")]
    [InlineData("4.1: one of several", "Accept, Accept-Language", "en", "de", "asked")]
    public Task Vary(string rule, string vary, string first, string then, string expected) =>
        CheckAsync(
            rule,
            $"Cache-Control: max-age=60;;Vary: {vary}",
            expected,
            first: $"Accept-Language: {first}",
            then: $"Accept-Language: {then}");

    [Theory]
    [InlineData("4.3.2: the same tag", "If-None-Match: \"a\"", 304)]
    [InlineData("4.3.2: by weak comparison", "If-None-Match: W/\"a\"", 304)]
    [InlineData("4.3.2: one of a list", "If-None-Match: \"b\", \"a\"", 304)]
    [InlineData("4.3.2: any", "If-None-Match: *", 304)]
    [InlineData("4.3.2: another tag", "If-None-Match: \"b\"", 200)]
    [InlineData("4.3.2: what is no tag", "If-None-Match: a", 200)]
    [InlineData("4.3.2: not modified since", "If-Modified-Since: {now}", 304)]
    [InlineData("4.3.2: modified since", "If-Modified-Since: {long ago}", 200)]
    [InlineData("4.3.2: the tag outranks the date",
        "If-None-Match: \"b\";;If-Modified-Since: {now}", 200)]
    public async Task A_customer_who_has_it_is_told_so(string rule, string condition, int status)
    {
        var second = await CheckAsync(
            rule,
            "Cache-Control: max-age=60;;ETag: \"a\";;Last-Modified: {earlier}",
            "kept",
            then: condition);
        Assert.Equal(status, second.Status);
        Assert.Equal("\"a\"", second["ETag"]);
    }

    private async Task<Reply> CheckAsync(
        string rule,
        string headers,
        string expected,
        string first = "",
        string then = "",
        int status = 200)
    {
        var path = $"/row/{Interlocked.Increment(ref rows)}";
        site.Origin.Answer(Dates(headers), status);
        site.Origin.Requests.Clear();
        var one = await site.Edge.AskAsync(path, Dates(first));
        Assert.Equal("miss", one.Cdn);
        var two = await site.Edge.AskAsync(path, Dates(then));
        var from = two.Cdn switch { "hit" => "kept", "stale" => "stale", _ => "asked" };
        Assert.True(expected == from, $"{rule}: {from}, {two["Cache-Status"]}");
        if (expected == "asked")
            Assert.Equal(2, site.Origin.Requests.Count(asked => asked.Path == path));
        return two;
    }

    private static string Dates(string headers)
    {
        var now = DateTimeOffset.UtcNow;
        return headers
            .Replace("{now}", $"{now:R}")
            .Replace("{later}", $"{now.AddMinutes(1):R}")
            .Replace("{earlier}", $"{now.AddHours(-1):R}")
            .Replace("{long ago}", $"{now.AddHours(-9):R}");
    }

    public sealed class Fixture : IAsyncLifetime
    {
        internal Site Site { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Site = await Site.OpenAsync();

        public async ValueTask DisposeAsync() => await Site.DisposeAsync();
    }
}
