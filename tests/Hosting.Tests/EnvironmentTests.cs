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
    public async Task Loopback_traffic_does_not_go_through_a_prescribed_proxy()
    {
        using var builder = TestApplication.Create();
        builder.AddProject<Projects.Hosting_Tests_Web>("web")
            .WithHttpEndpoint()
            .WithHttpHealthCheck("/health")
            .WithEnvironment("http_proxy", "http://proxy.test:3128");
        await using var app = await builder.BuildAsync();
        await app.StartAsync();
        await app.HealthyAsync("web");
        using var client = app.CreateHttpClient("web");

        Assert.Equal("true", await client.GetStringAsync("/proxied?url=http://example.test/"));
        foreach (var host in new[] { "localhost", "127.0.0.1", "[::1]" })
        {
            Assert.Equal("false", await client.GetStringAsync($"/proxied?url=http://{host}:5000/"));
        }
    }

    [Fact]
    public async Task Every_kind_of_value_is_resolved()
    {
        using var builder = TestApplication.Create();
        var port = builder.AddSleeper("server").WithEndpoint(name: "tcp", env: "PORT");
        var secret = builder.AddParameter("secret", "s3cret", secret: true);
        var endpoint = port.GetEndpoint("tcp");
        var text = builder.AddConnectionString(
            "text",
            ReferenceExpression.Create($"{{{endpoint.Property(EndpointProperty.HostAndPort)}}}"));
        var client = builder.AddSleeper("client")
            .WithEnvironment("PLAIN", "plain")
            .WithEnvironment("CALLBACK", () => "callback")
            .WithEnvironment("PARAMETER", secret)
            .WithEnvironment("ENDPOINT", endpoint)
            .WithEnvironment("EXPRESSION", $"port={endpoint.Property(EndpointProperty.Port)}")
            .WithEnvironment("CONNECTION", text)
            .WithEnvironment("PROVIDER", new CallerName())
            .WithEnvironment(context => context.EnvironmentVariables["ME"] = context.Resource.Name);

        var environment = await builder.EnvironmentOfAsync(client);

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
            [$"first|two words|{service.GetEndpoint("http").Url}"],
            await app.LinesOfAsync("service"));
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
}
