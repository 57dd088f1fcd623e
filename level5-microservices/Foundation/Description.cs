using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Shop;

/// <summary>The API's description at /openapi/v1.json, and what else is spoken.</summary>
internal static class Description
{
    /// <param name="contracts">
    /// Endpoints of a group are in the contract of that name, the others in all that are public.
    /// </param>
    public static void AddOpenApi(
        this WebApplicationBuilder builder, params IReadOnlyList<string> contracts)
    {
        foreach (var contract in contracts.DefaultIfEmpty("v1"))
        {
            builder.Services.AddOpenApi(contract, options =>
            {
                options.ShouldInclude = endpoint => endpoint.GroupName is { } group
                    ? group == contract
                    : contract != "internal";
                options.AddDocumentTransformer(NameIt);
                options.AddOperationTransformer(MakeListsOptional);
            });
        }
    }

    // The name is the shop's: whoever serves it, the API is the same.
    private static Task NameIt(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken stop)
    {
        document.Info.Title = "Shop";
        document.Servers?.Clear();
        return Task.CompletedTask;
    }

    // The framework says that a list is required, though none is as good as an empty one.
    private static Task MakeListsOptional(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken stop)
    {
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
            parameter.Required &= parameter.Schema?.Type is not JsonSchemaType.Array;
        return Task.CompletedTask;
    }
}
