namespace Shop.Protocol;

/// <summary>Are you there? Gossip about members rides along, both ways.</summary>
public sealed record Ping(IReadOnlyList<Claim> Claims);

/// <summary>Would you ask that one for me? I can't reach it.</summary>
public sealed record PingFor(Announcement Target, IReadOnlyList<Claim> Claims);

public sealed record Pong(bool Reached, IReadOnlyList<Claim> Claims);

/// <summary>The upper half of a Merkle tree of everything that the sender has.</summary>
public sealed record Compare(IReadOnlyList<string> Branches);

/// <summary>The buckets below those branches that differ, by number.</summary>
public sealed record Differing(IReadOnlyDictionary<int, string> Buckets);

/// <summary>What the sender has in the buckets that differ: keys and hashes.</summary>
public sealed record Inventory(IReadOnlyList<int> Buckets, IReadOnlyDictionary<string, string> Has);

/// <summary>Entries that the other lacks, and keys that it shall send.</summary>
public sealed record Delivery(IReadOnlyList<Entry> Entries, IReadOnlyList<string> Wanted);

public sealed record Fetch(IReadOnlyList<string> Hashes);

/// <summary>
/// In the order in which they were asked for; null for what the sender hasn't got.
/// </summary>
public sealed record Fetched(IReadOnlyList<byte[]?> Blobs);

/// <summary>Would you give me the right to sell this many?</summary>
public sealed record Wish(int Product, int Quantity);

/// <summary>To a rendezvous, the only message that isn't signed: this name is there.</summary>
public sealed record Here(string Name);

/// <summary>The names of the messages.</summary>
public static class Kinds
{
    public const string Ping = "ping";
    public const string PingFor = "ping-for";
    public const string Compare = "compare";
    public const string Inventory = "inventory";
    public const string Take = "take";
    public const string Fetch = "fetch";
    public const string Wish = "wish";
    public const string Reply = "reply";
}
