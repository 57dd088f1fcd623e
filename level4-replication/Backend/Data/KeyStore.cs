using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Shop.Data;

/// <summary>
/// Keeps the keys that seal bearer tokens in the database, so that every instance accepts the
/// tokens of every other one, and its own of before a restart.
/// </summary>
internal sealed class KeyStore(Nodes nodes, Writing writing) : IXmlRepository
{
    // The framework knows no asynchronous way. It asks at the start, and then once a day.
    public IReadOnlyCollection<XElement> GetAllElements() => FindAsync().GetAwaiter().GetResult();

    // Two instances that start at once both make a key. One a day is stored; the loser reads the
    // winner's next, because the framework asks for all keys again after storing its own.
    public void StoreElement(XElement element, string friendlyName)
    {
        var xml = element.ToString(SaveOptions.DisableFormatting);
        writing.WriteAsync(
            "insert into token_keys (xml) values (@xml) on conflict do nothing",
            new { xml },
            _ => Task.FromResult(true),
            isRepeatable: true).GetAwaiter().GetResult();
    }

    // The leader knows for sure whether there is a key; a copy may not have heard of it yet. But a
    // key that a copy knows opens tokens as well, while nobody leads.
    private async Task<List<XElement>> FindAsync()
    {
        var leader = await writing.FindAsync();
        foreach (var node in nodes.Nearest(leader.Node).OrderBy(node => node != leader.Node))
        {
            try
            {
                await using var connection = await node.OpenAsync();
                var keys = await connection.QueryAsync<string>("select xml from token_keys");
                return [.. keys.Select(XElement.Parse)];
            }
            catch (NpgsqlException away) when (DatabaseFailures.IsUnavailable(away))
            {
                node.Suspect();
            }
        }

        throw new NpgsqlException("No server can be reached.");
    }
}
