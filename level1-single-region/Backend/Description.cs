namespace Shop;

/// <summary>The API's description at /openapi/v1.json.</summary>
internal static class Description
{
    // The name is the shop's: whoever serves it, the API is the same.
    public static void AddOpenApi(this WebApplicationBuilder builder) =>
        builder.Services.AddOpenApi(options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Shop";
            document.Servers?.Clear();
            return Task.CompletedTask;
        }));
}
