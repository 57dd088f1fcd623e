using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;

namespace ServiceDefaults.Tests;

/// <summary>Who sees what a service measures.</summary>
public sealed class MetricsEndpointTests
{
    [Fact]
    public async Task Prometheus_gets_what_the_framework_measures()
    {
        await using var service = await StartAsync("secret");
        using var customer = new HttpClient { BaseAddress = new(service.Urls.First()) };
        await customer.GetAsync("nothing-here");

        var answer = await AskAsync(customer, "Bearer secret");

        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("http_server_request_duration_seconds_count{", text);
        Assert.Contains("http_response_status_code=\"404\"", text);
        Assert.Contains("dotnet_process_memory_working_set_bytes ", text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer wrong")]
    [InlineData("secret")]
    public async Task Customers_find_nothing(string? authorization)
    {
        await using var service = await StartAsync("secret");
        using var customer = new HttpClient { BaseAddress = new(service.Urls.First()) };

        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(customer, authorization)).StatusCode);
    }

    [Theory]
    [InlineData("Bearer ")]
    [InlineData(null)]
    public async Task Without_a_key_there_is_nothing_for_anybody(string? authorization)
    {
        await using var service = await StartAsync(key: null);
        using var customer = new HttpClient { BaseAddress = new(service.Urls.First()) };

        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(customer, authorization)).StatusCode);
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient http, string? authorization)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "metrics");
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation(nameof(HttpRequestHeaders.Authorization), authorization);
        }

        return http.SendAsync(request);
    }

    private static async Task<WebApplication> StartAsync(string? key)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Configuration["METRICS_KEY"] = key;
        builder.AddServiceDefaults();
        var app = builder.Build();
        app.UseServiceDefaults();
        await app.StartAsync();
        return app;
    }
}
