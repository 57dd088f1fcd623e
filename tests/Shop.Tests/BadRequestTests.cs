using System.Text;

namespace Shop.Tests;

public class BadRequestTests(RunningShop shop)
{
    [Fact]
    public async Task A_body_of_ten_megabytes_is_too_large()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/sessions")
        {
            Content = new StringContent(new string(' ', 10 * 1024 * 1024), null, "application/json"),
        };
        // Asks before it sends, so that the answer isn't lost among bytes that nobody reads.
        request.Headers.ExpectContinue = true;

        using var response = await shop.Backend.Client.SendAsync(request);

        await response.MustBeProblemAsync(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{\"email\":")]
    public async Task Malformed_JSON_is_refused(string body)
    {
        using var response = await PostAsync("/api/sessions", body);

        await response.MustBeProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_value_of_the_wrong_type_is_named()
    {
        using var response = await PostAsync("/api/sessions", "{\"email\": 5, \"password\": \"x\"}");

        var problem = await response.MustBeProblemAsync(HttpStatusCode.BadRequest);
        Assert.NotNull(problem["errors"]!["email"]);
    }

    [Fact]
    public async Task A_body_that_is_not_JSON_is_refused()
    {
        using var content = new StringContent("email=a", Encoding.UTF8, "text/plain");

        using var response = await shop.Backend.Client.PostAsync("/api/sessions", content);

        await response.MustBeProblemAsync(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("page=many", "page")]
    [InlineData("page=99999999999", "page")]
    [InlineData("pageSize=101", "pageSize")]
    [InlineData("ids=1&ids=x", "ids")]
    [InlineData("search=12345678901234567890123456789012345678901234567890"
        + "123456789012345678901234567890123456789012345678901", "search")]
    public async Task A_bad_query_names_its_field(string query, string field)
    {
        using var response = await shop.Backend.Client.GetAsync($"/api/products?{query}");

        var problem = await response.MustBeProblemAsync(HttpStatusCode.BadRequest);
        Assert.NotNull(problem["errors"]![field]);
    }

    [Theory]
    [InlineData("/api/products?search=%00")]
    [InlineData("/api/products?category=a%00b")]
    public async Task What_no_text_contains_is_refused(string path)
    {
        using var response = await shop.Backend.Client.GetAsync(path);

        await response.MustBeProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_refused_text_spoils_no_other_visitors_request()
    {
        await using var backend = await shop.StartAnotherBackendAsync();
        // Connections are opened with another question, so that this one is still unprepared.
        await Task.WhenAll(Enumerable.Range(1, 20).Select(id => backend.AnswersAsync($"/api/products/{id}")));

        var answers = await Task.WhenAll(
            from visitor in Enumerable.Range(0, 100)
            let search = visitor % 2 == 0 ? "a%00b" : "tea"
            select backend.AnswersAsync($"/api/products?search={search}"));

        Assert.Equal(50, answers.Count(answer => answer == HttpStatusCode.OK));
        Assert.Equal(50, answers.Count(answer => answer == HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData("{\"items\":[]}", "items")]
    [InlineData("{\"items\":[null]}", "items")]
    [InlineData("{\"items\":[{\"productId\":1}]}", "items[0].quantity")]
    [InlineData("{\"items\":[{\"productId\":1,\"quantity\":-5}]}", "items[0].quantity")]
    [InlineData("{\"items\":[{\"productId\":1,\"quantity\":1e9}]}", "items[0].quantity")]
    [InlineData("{\"items\":[{\"productId\":88888,\"quantity\":1}]}", "items")]
    public async Task A_strange_purchase_is_refused(string body, string field)
    {
        var customer = await shop.RegisterAsync();

        using var response = await customer.SendAsync(
            HttpMethod.Post, "/api/orders", JsonNode.Parse(body), "strange");

        var problem = await response.MustBeProblemAsync(HttpStatusCode.BadRequest);
        Assert.NotNull(problem["errors"]![field]);
    }

    [Fact]
    public async Task A_wrong_method_gets_problem_details_too()
    {
        using var response = await shop.Backend.Client.DeleteAsync("/api/categories");

        await response.MustBeProblemAsync(HttpStatusCode.MethodNotAllowed);
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await shop.Backend.Client.PostAsync(path, content);
    }
}
