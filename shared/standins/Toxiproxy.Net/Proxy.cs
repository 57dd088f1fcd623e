using System.Text.Json;
using System.Text.Json.Serialization;
using Toxiproxy.Net.Toxics;

namespace Toxiproxy.Net;

/// <summary>
/// A proxy of the server. Its methods need one that came from a <see cref="Client"/>.
/// </summary>
public class Proxy
{
    public string Name { get; set; }

    public string Listen { get; set; }

    public string Upstream { get; set; }

    public bool Enabled { get; set; }

    [JsonIgnore]
    internal Client Client { get; set; }

    private string Toxics => $"/proxies/{AdminHttp.Escape(Name)}/toxics";

    public void Delete() => Client.Delete(this);

    public Proxy Update() => Client.Update(this);

    public T Add<T>(T toxic)
        where T : ToxicBase
    {
        ArgumentNullException.ThrowIfNull(toxic);
        return AdminHttp.Read<T>(Client.Http.Call(HttpMethod.Post, Toxics, toxic));
    }

    /// <exception cref="InvalidOperationException">One is of a type this package has no class
    /// for, such as reset_peer.</exception>
    public IEnumerable<ToxicBase> GetAllToxics()
    {
        using var answer = JsonDocument.Parse(Client.Http.Call(HttpMethod.Get, Toxics));
        return [.. answer.RootElement.EnumerateArray().Select(Read)];
    }

    /// <inheritdoc cref="GetAllToxics"/>
    public ToxicBase GetToxicByName(string toxicName)
    {
        using var answer = JsonDocument.Parse(Client.Http.Call(HttpMethod.Get, PathOf(toxicName)));
        return Read(answer.RootElement);
    }

    public void RemoveToxic(string toxicName) =>
        Client.Http.Call(HttpMethod.Delete, PathOf(toxicName));

    public T UpdateToxic<T>(string toxicName, T toxic)
        where T : ToxicBase
    {
        ArgumentNullException.ThrowIfNull(toxic);
        return AdminHttp.Read<T>(Client.Http.Call(HttpMethod.Post, PathOf(toxicName), toxic));
    }

    private string PathOf(string toxicName)
    {
        ArgumentException.ThrowIfNullOrEmpty(toxicName);
        return $"{Toxics}/{AdminHttp.Escape(toxicName)}";
    }

    private static ToxicBase Read(JsonElement json)
    {
        var type = json.GetProperty("type").GetString();
        var known = ToxicTypenames.Find(type)
            ?? throw new InvalidOperationException($"Unknown type: {type}");
        return (ToxicBase)AdminHttp.Read(json, known);
    }
}
