using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;
using Shop.Rules;

namespace Cdn.Tests;

/// <summary>Headers come from anybody: whatever they say, the rules have an answer.</summary>
public sealed class FuzzTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    // Pieces of headers in any order, and now and then any text at all.
    private static readonly Arbitrary<string> Headers = Gen.OneOf(
        Gen.Elements(
            "max-age", "s-maxage", "no-store", "private", "stale-if-error", "max-stale", "=", ",",
            ";", "\"", "\\", " ", "\t", "-1", "0", "60", "99999999999999999999", "W/", "\"a\"", "*",
            "Accept", "/", "//", "?", "%", "%2f", "%zz", "http:", "[", "é", "\0", "\r\n",
            "Sun, 06 Nov 1994 08:49:37 GMT")
            .ListOf().Select(string.Concat),
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get)).ToArbitrary();

    [Fact]
    public void No_Cache_Control_breaks_the_edge_or_makes_time_run_backwards() =>
        Check.One(Many, Prop.ForAll(Headers, text =>
        {
            var read = Directives.Parse(text);
            Assert.All(
                new[] { read.MaxAge, read.SharedMaxAge, read.MaxStale, read.StaleIfError },
                time => Assert.True(time is null || time >= TimeSpan.Zero));
        }));

    [Fact]
    public void No_store_is_seen_wherever_it_stands() =>
        Check.One(Many, Prop.ForAll(Headers, text =>
        {
            // Inside of quotes it would be text.
            var noise = text.Replace("\"", "");
            Assert.True(Directives.Parse($"no-store, {noise}").NoStore);
            Assert.True(Directives.Parse(new([noise, "no-store"])).NoStore, noise);
        }));

    [Fact]
    public void Seconds_come_back_as_they_went() =>
        Check.One(Many, Prop.ForAll<NonNegativeInt>(number =>
            Seconds.Parse(Seconds.Format(TimeSpan.FromSeconds(number.Get)))
                == TimeSpan.FromSeconds(number.Get)));

    [Fact]
    public void Nothing_is_younger_than_new() =>
        Check.One(Many, Prop.ForAll(Headers, Headers, (age, date) =>
        {
            var headers = new HeaderDictionary { ["Age"] = age, ["Date"] = date };
            var now = DateTimeOffset.UtcNow;
            Assert.True(Freshness.InitialAge(headers, now, now) >= TimeSpan.Zero);
            Assert.True(Freshness.Lifetime(headers, Directives.None) >= TimeSpan.Zero);
        }));

    [Fact]
    public void A_request_selects_what_was_made_for_it() =>
        Check.One(Many, Prop.ForAll(Headers, Headers, (vary, value) =>
        {
            var request = new HeaderDictionary { ["Accept"] = value };
            Assert.True(Selection.Matches(Selection.Of(vary, request), request));
        }));

    [Fact]
    public void No_condition_and_no_tag_breaks_the_edge() =>
        Check.One(Many, Prop.ForAll(Headers, Headers, (asked, kept) =>
        {
            var entry = new HeaderDictionary { ["ETag"] = kept, ["Last-Modified"] = kept };
            Validation.IsNotModified(new HeaderDictionary { ["If-None-Match"] = asked }, entry);
            Validation.IsNotModified(new HeaderDictionary { ["If-Modified-Since"] = asked }, entry);
            Assert.All(Tags.Parse(asked), tag => Assert.DoesNotContain(",", tag));
        }));

    [Fact]
    public void No_reference_leads_out_of_the_origin() =>
        Check.One(Many, Prop.ForAll(Headers, Headers, (host, reference) =>
        {
            var request = new DefaultHttpContext().Request;
            (request.Scheme, request.Host, request.Path) = ("http", new("shop.test"), "/a");
            Assert.True(Address.Of(request, reference)?.StartsWith('/') ?? true);
            request.Headers.Host = host;
            Address.Of(request, reference);
            Address.Normalize(reference);
        }));
}
