using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Toxiproxy.Proxies;
using Toxiproxy.Toxics;

namespace Toxiproxy.Admin;

/// <summary>From what there is to JSON, field by field as Toxiproxy's clients know it.</summary>
internal static class Answers
{
    // No answer is ever put into a page, so apostrophes may stay what they are.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Task Json(HttpResponse response, int status, Action<Utf8JsonWriter> write)
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        return Send(response, Bytes(write));
    }

    public static Task Failure(HttpResponse response, Failure failure)
    {
        response.StatusCode = failure.Status;
        response.ContentType = "text/plain; charset=utf-8";
        response.Headers.XContentTypeOptions = "nosniff";
        var body = Bytes(json =>
        {
            json.WriteStartObject();
            WriteFailure(json, failure);
            json.WriteEndObject();
        });
        return Send(response, (byte[])[.. body.Span, (byte)'\n']);
    }

    public static Task Text(HttpResponse response, int status, string text)
    {
        response.StatusCode = status;
        response.ContentType = "text/plain; charset=utf-8";
        response.Headers.XContentTypeOptions = "nosniff";
        return response.WriteAsync(text);
    }

    public static string Text(Action<Utf8JsonWriter> write) =>
        Encoding.UTF8.GetString(Bytes(write).Span);

    public static void WriteFailure(Utf8JsonWriter json, Failure failure)
    {
        json.WriteString("error", failure.Message);
        json.WriteNumber("status", failure.Status);
    }

    public static void Write(Utf8JsonWriter json, Proxy proxy)
    {
        json.WriteStartObject();
        json.WriteString("name", proxy.Name);
        json.WriteString("listen", proxy.Listen);
        json.WriteString("upstream", proxy.Upstream);
        json.WriteBoolean("enabled", proxy.Enabled);
        json.WritePropertyName("toxics");
        Write(json, proxy.Connections.Toxics);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<ToxicSettings> toxics)
    {
        json.WriteStartArray();
        foreach (var toxic in toxics)
        {
            Write(json, toxic);
        }

        json.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter json, ToxicSettings toxic)
    {
        json.WriteStartObject();
        json.WriteStartObject("attributes");
        for (var i = 0; i < toxic.Attributes.Fields.Count; i++)
        {
            WriteAttribute(json, toxic.Attributes.Fields[i], toxic.Attributes.Values[i]);
        }

        json.WriteEndObject();
        json.WriteString("name", toxic.Name);
        json.WriteString("type", toxic.Kind.Type);
        json.WriteString("stream", toxic.Direction.ToString().ToLowerInvariant());
        json.WriteNumber("toxicity", toxic.Toxicity);
        json.WriteEndObject();
    }

    private static void WriteAttribute(Utf8JsonWriter json, AttributeField field, long value)
    {
        if (field.Words is null)
        {
            json.WriteNumber(field.Name, value);
        }
        else if (value > 0)
        {
            json.WriteString(field.Name, field.Words[(int)value]);
        }
    }

    private static ReadOnlyMemory<byte> Bytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            write(json);
        }

        return buffer.WrittenMemory;
    }

    private static Task Send(HttpResponse response, ReadOnlyMemory<byte> body)
    {
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body).AsTask();
    }
}
