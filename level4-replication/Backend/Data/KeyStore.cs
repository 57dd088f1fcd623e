using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Shop.Data;

/// <summary>
/// Keeps the keys that seal bearer tokens in the database, so that every instance accepts the
/// tokens of every other one, and its own of before a restart.
/// </summary>
internal sealed class KeyStore(NpgsqlDataSource source) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = source.OpenConnection();
        return [.. connection.Query<string>("select xml from token_keys").Select(XElement.Parse)];
    }

    // Two instances that start at once both make a key. One a day is stored; the loser reads the
    // winner's next, because the framework asks for all keys again after storing its own.
    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = source.OpenConnection();
        var xml = element.ToString(SaveOptions.DisableFormatting);
        connection.Execute(
            "insert into token_keys (xml) values (@xml) on conflict do nothing", new { xml });
    }
}
