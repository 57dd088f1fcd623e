using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Toxiproxy.Tests.Support;

namespace Toxiproxy.Tests;

/// <summary>The admin API as Toxiproxy's clients know it.</summary>
public sealed class ContractTests(ProxyServer server) : IClassFixture<ProxyServer>
{
    private static readonly string Taken = "taken-" + Guid.NewGuid().ToString("N");

    public static TheoryData<string, string, string?, int, string?> Refusals => new()
    {
        { "POST", "/proxies", "", 400, "bad request body: EOF" },
        { "POST", "/proxies", "{", 400, "bad request body: *" },
        { "POST", "/proxies", "[]", 400, "bad request body: *" },
        { "POST", "/proxies", """{"name":5,"upstream":"a:1"}""", 400, "bad request body: *" },
        { "POST", "/proxies", """{"upstream":"a:1"}""", 400, "missing required field: name" },
        { "POST", "/proxies", """{"name":"x"}""", 400, "missing required field: upstream" },
        { "POST", "/proxies", """{"name":"x","upstream":"a:1","listen":"nonsense"}""", 500, "*" },
        { "GET", "/proxies/none", null, 404, "proxy not found" },
        { "POST", "/proxies/none", "{", 404, "proxy not found" },
        { "DELETE", "/proxies/none", null, 404, "proxy not found" },
        { "GET", "/proxies/none/toxics", null, 404, "proxy not found" },
        { "POST", "/proxies/none/toxics", "{", 404, "proxy not found" },
        { "GET", "/proxies/{p}/toxics/none", null, 404, "toxic not found" },
        { "PATCH", "/proxies/{p}/toxics/none", "{", 404, "toxic not found" },
        { "DELETE", "/proxies/{p}/toxics/none", null, 404, "toxic not found" },
        { "POST", "/proxies/{p}/toxics", """{"type":"magic"}""", 400, "invalid toxic type" },
        { "POST", "/proxies/{p}/toxics", """{"type":"Latency"}""", 400, "invalid toxic type" },
        {
            "POST", "/proxies/{p}/toxics", """{"type":"latency","stream":"sideways"}""", 400,
            "stream was invalid, can be either upstream or downstream"
        },
        { "POST", "/proxies/{p}/toxics", Latency("1.5"), 400, "bad request body: *latency*" },
        { "POST", "/proxies/{p}/toxics", Latency("1e3"), 400, "bad request body: *latency*" },
        { "POST", "/proxies/{p}/toxics", Latency("\"5\""), 400, "bad request body: *latency*" },
        { "POST", "/proxies/{p}/toxics", Latency("-1"), 400, "bad request body: latency must*" },
        { "POST", "/proxies/{p}/toxics", """{"type":"slicer"}""", 400, "*average_size*" },
        {
            "POST", "/proxies/{p}/toxics",
            """{"type":"slicer","attributes":{"average_size":1,"size_variation":2}}""", 400,
            "*size_variation*"
        },
        {
            "POST", "/proxies/{p}/toxics", """{"type":"bandwidth","attributes":{"rate":-1}}""",
            400, "bad request body: rate must*"
        },
        { "GET", "/nothing", null, 404, null },
        { "GET", "/proxies/", null, 404, null },
        { "GET", "/metrics", null, 404, null },
        { "PUT", "/proxies", null, 405, null },
        { "HEAD", "/version", null, 405, null },
        { "OPTIONS", "/proxies", null, 405, null },
        { "GET", "/reset", null, 405, null },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_wrong_request_is_refused_as_documented(
        string method, string path, string? body, int status, string? error)
    {
        await EnsureTakenAsync();
        using var response = await SendAsync(method, path.Replace("{p}", Taken), body);
        Assert.Equal(status, (int)response.StatusCode);
        var text = await response.Content.ReadAsStringAsync();
        if (error is null)
        {
            Assert.Equal(status == 404 ? "404 page not found\n" : "", text);
            return;
        }

        var json = JsonDocument.Parse(text).RootElement;
        Assert.Matches(Pattern(error), json.GetProperty("error").GetString());
        Assert.Equal(status, json.GetProperty("status").GetInt32());
        Assert.EndsWith("}\n", text);
        Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(20, response.Headers.GetValues("X-Toxiproxy-Request-Id").Single().Length);
    }

    [Fact]
    public async Task A_browser_is_refused_but_an_unknown_path_comes_first()
    {
        using var known = await SendAsync("GET", "/proxies", agent: "Mozilla/5.0");
        Assert.Equal(403, (int)known.StatusCode);
        Assert.Contains("User agent not allowed", await known.Content.ReadAsStringAsync());
        using var unknown = await SendAsync("GET", "/nothing", agent: "Mozilla/5.0");
        Assert.Equal(404, (int)unknown.StatusCode);
        using var other = await SendAsync("GET", "/proxies", agent: "mozilla/5.0");
        Assert.Equal(200, (int)other.StatusCode);
    }

    [Fact]
    public async Task Field_names_are_case_insensitive_and_only_the_first_value_counts()
    {
        var name = NewName();
        using var response = await SendAsync(
            "POST", "/proxies",
            $$"""{"NAME":"{{name}}","Upstream":"a:1","listen":null,"x":[1]} {"name":"other"}""");
        Assert.Equal(201, (int)response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.ToString());
        var proxy = await server.GetAsync($"/proxies/{name}");
        Assert.Equal(
            ["enabled", "listen", "name", "toxics", "upstream"],
            proxy.EnumerateObject().Select(field => field.Name).Order());
        Assert.True(proxy.GetProperty("enabled").GetBoolean());
        Assert.Matches(@"^127\.0\.0\.1:[1-9]\d*$", proxy.GetProperty("listen").GetString());
    }

    [Fact]
    public async Task Toxics_are_listed_upstream_first_and_have_default_names()
    {
        using var upstream = Upstream.Echo();
        var proxy = await server.ProxyAsync(upstream.Port);
        await proxy.AddAsync("latency", new { latency = 5 });
        await proxy.AddAsync("bandwidth", new { rate = 7 }, "UPSTREAM");
        await proxy.AddAsync("noop", new { });
        using var twice = await SendAsync("POST", $"{proxy.Path}/toxics", Latency("1"));
        Assert.Equal(409, (int)twice.StatusCode);
        var toxics = await server.GetAsync($"{proxy.Path}/toxics");
        Assert.Equal(
            ["bandwidth_upstream", "latency_downstream", "noop_downstream"],
            toxics.EnumerateArray().Select(toxic => toxic.GetProperty("name").GetString()));
        Assert.Equal(
            """{"attributes":{"latency":5,"jitter":0}"""
            + ""","name":"latency_downstream","type":"latency","""
            + """ "stream":"downstream","toxicity":1}""".Trim(),
            toxics[1].GetRawText());
    }

    [Fact]
    public async Task An_update_merges_and_ignores_what_cannot_change()
    {
        using var upstream = Upstream.Echo();
        var proxy = await server.ProxyAsync(upstream.Port);
        await proxy.AddAsync("latency", new { latency = 5, jitter = 2 });
        var updated = await server.PostAsync(
            $"{proxy.Path}/toxics/latency_downstream",
            new
            {
                name = "other",
                type = "noop",
                stream = "upstream",
                toxicity = 0.5,
                attributes = new { LATENCY = 9 },
            });
        Assert.Equal(
            """{"attributes":{"latency":9,"jitter":2}"""
            + ""","name":"latency_downstream","type":"latency","""
            + """ "stream":"downstream","toxicity":0.5}""".Trim(),
            updated.GetRawText());
    }

    [Fact]
    public async Task Populate_keeps_a_proxy_that_was_given_by_a_name()
    {
        using var upstream = Upstream.Echo();
        var free = await server.ProxyAsync(upstream.Port);
        await server.DeleteAsync(free.Path);
        var asked = new object[]
        {
            new { name = free.Name, listen = $"localhost:{free.Port}", upstream = $"127.0.0.1:{upstream.Port}" },
        };

        await server.PostAsync("/populate", asked);
        await free.AddAsync("latency", new { latency = 5 });
        var again = await server.PostAsync("/populate", asked);

        Assert.Equal(1, again.GetProperty("proxies")[0].GetProperty("toxics").GetArrayLength());
    }

    [Fact]
    public async Task Populate_keeps_equal_proxies_replaces_others_and_stops_at_a_failure()
    {
        using var upstream = Upstream.Echo();
        var kept = await server.ProxyAsync(upstream.Port);
        await kept.AddAsync("latency", new { latency = 5 });
        var listen = $"127.0.0.1:{kept.Port}";
        var target = $"127.0.0.1:{upstream.Port}";
        var populated = await server.PostAsync("/populate", new object[]
        {
            new { name = kept.Name, listen, upstream = target },
            new { name = NewName(), upstream = target, enabled = false },
        });
        var proxies = populated.GetProperty("proxies");
        Assert.Equal(1, proxies[0].GetProperty("toxics").GetArrayLength());
        Assert.False(proxies[1].GetProperty("enabled").GetBoolean());

        using var failed = await SendAsync(
            "POST", "/populate",
            $$"""
            [
              {"name":"{{NewName()}}","upstream":"a:1"},
              {"name":"{{NewName()}}","listen":"{{listen}}","upstream":"a:1"},
              {"name":"z","upstream":"a:1"}
            ]
            """);
        Assert.Equal(500, (int)failed.StatusCode);
        Assert.Equal("application/json", failed.Content.Headers.ContentType!.ToString());
        var answer = JsonDocument.Parse(await failed.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(1, answer.GetProperty("proxies").GetArrayLength());

        using var missing = await SendAsync(
            "POST", "/populate", """[{"name":"a","upstream":"b:1"},{"upstream":"b:1"}]""");
        var text = await missing.Content.ReadAsStringAsync();
        Assert.Contains("missing required field: name at proxy 2", text);
        Assert.EndsWith("}", text);
    }

    [Fact]
    public async Task The_version_is_at_least_the_one_it_replaces()
    {
        var version = (await server.GetAsync("/version")).GetProperty("version").GetString()!;
        Assert.True(Version.Parse(version) >= new Version(2, 12, 0));
    }

    private static string NewName() => Guid.NewGuid().ToString("N");

    private static string Latency(string value) =>
        """{"type":"latency","attributes":{"latency":VALUE}}""".Replace("VALUE", value);

    private static string Pattern(string error) =>
        "^" + System.Text.RegularExpressions.Regex.Escape(error).Replace(@"\*", ".*") + "$";

    private async Task EnsureTakenAsync()
    {
        using var _ = await SendAsync(
            "POST", "/proxies", $$"""{"name":"{{Taken}}","upstream":"127.0.0.1:1"}""");
    }

    private async Task<HttpResponseMessage> SendAsync(
        string method, string path, string? body = null, string? agent = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        }

        if (agent is not null)
        {
            request.Headers.TryAddWithoutValidation("User-Agent", agent);
        }

        return await server.Http.SendAsync(request);
    }
}
