namespace Hosting.Tests;

/// <summary>What a resource is told about the others.</summary>
public sealed class EnvironmentTests
{
    [Fact]
    public async Task A_project_runs_in_its_folder_and_listens_on_its_endpoint()
    {
        using var builder = TestApplication.Create();
        builder.AddProject<Projects.Hosting_Tests_Web>("web")
            .WithHttpEndpoint()
            .WithHttpHealthCheck("/health")
            .WithEnvironment("GREETING", "hello");
        await using var app = await builder.BuildAsync();
        await app.StartAsync();
        await app.HealthyAsync("web");
        using var client = app.CreateHttpClient("web");

        Assert.EndsWith("tests/Hosting.Tests.Web", await client.GetStringAsync("/folder"));
        Assert.Equal("Development", await client.GetStringAsync("/env/ASPNETCORE_ENVIRONMENT"));
        Assert.Equal("hello", await client.GetStringAsync("/env/GREETING"));
        Assert.Contains("127.0.0.1", await client.GetStringAsync("/env/NO_PROXY"));
        Assert.Equal(
            client.BaseAddress!.ToString().TrimEnd('/'),
            await client.GetStringAsync("/env/ASPNETCORE_URLS"));
    }

    [Fact]
    public async Task A_reference_to_a_service_becomes_service_discovery()
    {
        using var builder = TestApplication.Create();
        var web = builder.AddProject<Projects.Hosting_Tests_Web>("web").WithHttpEndpoint()
            .WithEndpoint(name: "admin", scheme: "http");
        var client = builder.AddSleeper("client").WithReference(web);

        var environment = await EnvironmentOfAsync(builder, client);

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

        Assert.Contains("services__shop__http__0", await EnvironmentOfAsync(builder, named));
        var environment = await EnvironmentOfAsync(builder, picky);
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
            (await EnvironmentOfAsync(builder, eu))["ConnectionStrings__server"]);
        var environment = await EnvironmentOfAsync(builder, us);
        Assert.Equal("Host=link-of-us;Password=a%20b", environment["ConnectionStrings__main"]);
        Assert.Equal("link-of-us", environment["MAIN_HOST"]);
    }

    [Fact]
    public async Task Every_kind_of_value_is_resolved()
    {
        using var builder = TestApplication.Create();
        var port = builder.AddSleeper("server").WithEndpoint(name: "tcp", env: "PORT");
        var secret = builder.AddParameter("secret", "s3cret", secret: true);
        var endpoint = port.GetEndpoint("tcp");
        var text = builder.AddConnectionString(
            "text", ReferenceExpression.Create($"{{{endpoint.Property(EndpointProperty.HostAndPort)}}}"));
        var client = builder.AddSleeper("client")
            .WithEnvironment("PLAIN", "plain")
            .WithEnvironment("CALLBACK", () => "callback")
            .WithEnvironment("PARAMETER", secret)
            .WithEnvironment("ENDPOINT", endpoint)
            .WithEnvironment("EXPRESSION", $"port={endpoint.Property(EndpointProperty.Port)}")
            .WithEnvironment("CONNECTION", text)
            .WithEnvironment("PROVIDER", new CallerName())
            .WithEnvironment(context => context.EnvironmentVariables["ME"] = context.Resource.Name);

        var environment = await EnvironmentOfAsync(builder, client);

        Assert.Equal("plain", environment["PLAIN"]);
        Assert.Equal("callback", environment["CALLBACK"]);
        Assert.Equal("s3cret", environment["PARAMETER"]);
        Assert.Equal($"tcp://localhost:{endpoint.Port}", environment["ENDPOINT"]);
        Assert.Equal($"port={endpoint.Port}", environment["EXPRESSION"]);
        Assert.Equal($"{{localhost:{endpoint.Port}}}", environment["CONNECTION"]);
        Assert.Equal("client", environment["PROVIDER"]);
        Assert.Equal("client", environment["ME"]);
    }

    [Fact]
    public async Task Arguments_are_resolved_like_variables()
    {
        using var builder = TestApplication.Create();
        var service = builder.AddShell("service", "echo \"$0|$1|$2\"").WithHttpEndpoint();
        service.WithArgs("first", "two words")
            .WithArgs(context => context.Args.Add(service.GetEndpoint("http")));
        await using var app = await builder.BuildAsync();

        await app.StartAsync();
        await app.ReachesAsync("service", KnownResourceStates.Finished);

        Assert.Equal(
            [$"first|two words|{service.GetEndpoint("http").Url}"], await app.LinesOfAsync("service"));
    }

    [Fact]
    public async Task A_collector_becomes_the_standard_variables()
    {
        using var builder = TestApplication.Create();
        builder.Configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = "http://localhost:4317";
        var web = builder.AddProject<Projects.Hosting_Tests_Web>("web");

        await using var app = await builder.BuildAsync();
        await app.StartAsync();
        var environment = Variables(await app.HealthyAsync(web.Resource.Name));

        Assert.Equal("http://localhost:4317", environment["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Equal("grpc", environment["OTEL_EXPORTER_OTLP_PROTOCOL"]);
        Assert.Equal("web", environment["OTEL_SERVICE_NAME"]);
    }

    [Fact]
    public void A_generated_password_is_long_and_new_each_time()
    {
        using var builder = TestApplication.Create();
        string Generate(string name) => ParameterResourceBuilderExtensions
            .CreateDefaultPasswordParameter(builder, name, special: false)
            .GetValueAsync(default).Result!;

        var password = Generate("one");

        Assert.Equal(22, password.Length);
        Assert.All(password, c => Assert.True(char.IsAsciiLetterOrDigit(c)));
        Assert.NotEqual(password, Generate("two"));
    }

    // Resolves through the callbacks, as the start of the resource does, without starting it.
    private static async Task<IReadOnlyDictionary<string, string>> EnvironmentOfAsync(
        IDistributedApplicationBuilder builder,
        IResourceBuilder<IResource> resource)
    {
        Aspire.Hosting.Execution.EndpointAllocator.Allocate(builder.Resources);
        var spec = await Aspire.Hosting.Execution.LaunchSpec.CreateAsync(
            resource.Resource,
            builder.ExecutionContext,
            Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance,
            CancellationToken.None);
        return spec.Environment;
    }

    private static Dictionary<string, string?> Variables(CustomResourceSnapshot snapshot) =>
        snapshot.EnvironmentVariables.ToDictionary(v => v.Name, v => v.Value);

    private sealed class CallerName : IExpressionValue
    {
        public string ValueExpression => "caller";

        public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("Somebody always asks on behalf of a resource.");

        public ValueTask<string?> GetValueAsync(
            ValueProviderContext context,
            CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<string?>(context.Caller!.Name);
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
