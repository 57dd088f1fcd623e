using System.Text.Json;
using Toxiproxy.Proxies;
using Toxiproxy.Toxics;

namespace Toxiproxy.Admin;

/// <summary>From JSON to what it asks for.</summary>
internal static class Requests
{
    public static Outcome<ProxyRequest> Proxy(JsonElement json)
    {
        var fields = new JsonFields(json);
        var request = new ProxyRequest(
            fields.Text("name"),
            fields.Text("listen"),
            fields.Text("upstream"),
            fields.Flag("enabled"));
        return fields.Complaint is { } complaint ? RequestBody.BadRequest(complaint) : request;
    }

    public static Outcome<List<ProxyRequest>> Proxies(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            return RequestBody.BadRequest("cannot read it as an array of proxies");
        }

        var requests = new List<ProxyRequest>();
        foreach (var item in json.EnumerateArray())
        {
            if (!Proxy(item).Succeeded(out var request))
            {
                return Proxy(item).Failure!;
            }

            requests.Add(request);
        }

        return requests;
    }

    public static Outcome<ToxicSettings> NewToxic(JsonElement json)
    {
        var fields = new JsonFields(json);
        var name = fields.Text("name");
        var type = fields.Text("type") ?? "";
        var stream = fields.Text("stream")?.ToLowerInvariant() ?? "downstream";
        if (fields.Complaint is { } complaint)
        {
            return RequestBody.BadRequest(complaint);
        }

        if (stream is not ("upstream" or "downstream"))
        {
            return new Failure(400, "stream was invalid, can be either upstream or downstream");
        }

        if (ToxicKinds.Find(type) is not { } kind)
        {
            return new Failure(400, "invalid toxic type");
        }

        var direction = stream == "upstream" ? Direction.Upstream : Direction.Downstream;
        name = string.IsNullOrEmpty(name) ? $"{type}_{stream}" : name;
        return ToxicUpdate(new ToxicSettings(name, kind, direction, 1, kind.Defaults), json);
    }

    /// <summary>Merges toxicity and attributes; what is left out stays.</summary>
    public static Outcome<ToxicSettings> ToxicUpdate(ToxicSettings toxic, JsonElement json)
    {
        var fields = new JsonFields(json);
        var toxicity = fields.Number("toxicity") ?? toxic.Toxicity;
        var nested = fields.Nested("attributes");
        var attributes = toxic.Attributes;
        string? outOfRange = null;
        for (var i = 0; i < attributes.Fields.Count; i++)
        {
            var field = attributes.Fields[i];
            var value = Value(nested, field, out var complaint) ?? attributes.Values[i];
            outOfRange ??= complaint;
            attributes = attributes.With(i, value);
        }

        return (fields.Complaint ?? nested.Complaint ?? outOfRange
                ?? toxic.Kind.Check(attributes)) is { } wrong
            ? RequestBody.BadRequest(wrong)
            : toxic with { Toxicity = toxicity, Attributes = attributes };
    }

    private static long? Value(JsonFields fields, AttributeField field, out string? complaint)
    {
        complaint = null;
        if (field.Words is { } words)
        {
            var word = fields.Text(field.Name);
            var index = word is null ? -1 : words.ToList().IndexOf(word);
            complaint = word is null || index >= 0
                ? null
                : $"{field.Name} must be one of {string.Join(", ", words)}";
            return word is null ? null : index;
        }

        var value = fields.Integer(field.Name);
        if (value < field.Min || value > field.Max)
        {
            complaint = $"{field.Name} must be between {field.Min} and {field.Max}";
        }

        return value;
    }
}
