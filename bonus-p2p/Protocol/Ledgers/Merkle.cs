namespace Shop.Protocol;

/// <summary>
/// Hashes of hashes: 16 branches of 16 buckets each. Two ledgers that differ in one entry find it
/// by comparing 16 hashes, then 16, then one bucket, and not everything.
/// </summary>
internal sealed class Merkle
{
    private const int Width = 16;

    private readonly SortedDictionary<string, string>[] buckets =
        [.. Enumerable.Range(0, Width * Width)
            .Select(_ => new SortedDictionary<string, string>(StringComparer.Ordinal))];

    // Forgotten when something changes, and made again when somebody asks.
    private readonly string?[] hashes = new string?[Width * Width];

    public void Set(string key, string hash)
    {
        var at = SHA256.HashData(Encoding.UTF8.GetBytes(key))[0];
        buckets[at][key] = hash;
        hashes[at] = null;
    }

    public string Bucket(int at) => at is < 0 or >= Width * Width
        ? ""
        : hashes[at] ??= buckets[at].Count == 0
            ? ""
            : Combine(buckets[at].Select(entry => $"{entry.Key}={entry.Value}"));

    public IReadOnlyList<string> Branches() =>
        [.. Enumerable.Range(0, Width)
            .Select(branch => Combine(Enumerable.Range(branch * Width, Width).Select(Bucket)))];

    public IReadOnlyDictionary<int, string> Below(IReadOnlyList<string> others) =>
        Branches()
            .Zip(others, (mine, theirs) => mine != theirs)
            .Index()
            .Where(branch => branch.Item)
            .SelectMany(branch => Enumerable.Range(branch.Index * Width, Width))
            .ToDictionary(at => at, Bucket);

    public IEnumerable<KeyValuePair<string, string>> In(int bucket) =>
        bucket is < 0 or >= Width * Width ? [] : buckets[bucket];

    public static string Combine(IEnumerable<string> parts) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))).AsSpan(0, 12));
}
