namespace Hosting.Tests;

/// <summary>How a resource finds the others.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public async Task A_reference_to_a_service_becomes_service_discovery()
    {
        using var builder = TestApplication.Create();
        var web = builder.AddProject<Projects.Hosting_Tests_Web>("web").WithHttpEndpoint()
            .WithEndpoint(name: "admin", scheme: "http");
        var client = builder.AddSleeper("client").WithReference(web);

        var environment = await builder.EnvironmentOfAsync(client);

        var url = web.GetEndpoint("http").Url;
        Assert.Equal(url, environment["services__web__http__0"]);
        Assert.Equal(url, environment["WEB_HTTP"]);
        Assert.Equal(web.GetEndpoint("admin").Url, environment["services__web__admin__0"]);
    }

    [Fact]
    public async Task A_reference_may_name_the_service_or_pick_an_endpoint()
    {
        using var builder = TestApplication.Create();
        var web = builder.AddProject<Projects.Hosting_Tests_Web>("web").WithHttpEndpoint()
            .WithEndpoint(name: "admin", scheme: "http");
        var named = builder.AddSleeper("named").WithReference(web, "shop");
        var picky = builder.AddSleeper("picky").WithReference(web.GetEndpoint("admin"))
            .WithReference("elsewhere", new Uri("http://example.test/"));

        Assert.Contains("services__shop__http__0", await builder.EnvironmentOfAsync(named));
        var environment = await builder.EnvironmentOfAsync(picky);
        Assert.Contains("services__web__admin__0", environment);
        Assert.DoesNotContain("services__web__http__0", environment);
        Assert.Equal("http://example.test/", environment["services__elsewhere__default__0"]);
    }

    [Fact]
    public async Task A_connection_string_is_resolved_for_the_one_who_uses_it()
    {
        using var builder = TestApplication.Create();
        var server = builder.AddResource(new Server("server"));
        var eu = builder.AddSleeper("eu").WithReference(server);
        var us = builder.AddSleeper("us").WithReference(server, "main");

        Assert.Equal(
            "Host=link-of-eu;Password=a%20b",
            (await builder.EnvironmentOfAsync(eu))["ConnectionStrings__server"]);
        var environment = await builder.EnvironmentOfAsync(us);
        Assert.Equal("Host=link-of-us;Password=a%20b", environment["ConnectionStrings__main"]);
        Assert.Equal("link-of-us", environment["MAIN_HOST"]);
    }

    private sealed class Link : IExpressionValue
    {
        public string ValueExpression => "link";

        public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<string?>("nowhere");

        public ValueTask<string?> GetValueAsync(
            ValueProviderContext context,
            CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<string?>($"link-of-{context.Caller!.Name}");
    }

    private sealed class Server(string name) : Resource(name), IResourceWithConnectionString
    {
        private readonly ParameterResource _password = new("password", _ => "a b");

        public ReferenceExpression ConnectionStringExpression =>
            ReferenceExpression.Create($"Host={new Link()};Password={_password:uri}");

        public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties() =>
            [new("Host", ReferenceExpression.Create($"{new Link()}"))];
    }
}
