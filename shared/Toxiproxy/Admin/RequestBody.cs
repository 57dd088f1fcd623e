using System.Text.Json;
using Toxiproxy.Proxies;

namespace Toxiproxy.Admin;

/// <summary>
/// The body of a request: its first JSON value; its Content-Type does not matter.
/// </summary>
internal static class RequestBody
{
    private static readonly JsonReaderOptions FirstValueOnly = new() { AllowMultipleValues = true };

    public static async Task<Outcome<JsonDocument>> ReadAsync(HttpRequest request)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, request.HttpContext.RequestAborted);
        return Parse(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    public static Outcome<JsonDocument> Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Trim(" \t\r\n"u8).IsEmpty)
        {
            return BadRequest("EOF");
        }

        try
        {
            var reader = new Utf8JsonReader(bytes, FirstValueOnly);
            return JsonDocument.ParseValue(ref reader);
        }
        catch (JsonException e)
        {
            return BadRequest(e.Message);
        }
    }

    public static Failure BadRequest(string complaint) =>
        new(400, $"bad request body: {complaint}");
}
