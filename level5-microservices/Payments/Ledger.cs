using System.Text.Json;

namespace Shop.Payments;

/// <summary>
/// What the bank knows: a file to which lines are added, each on disk before anybody is told. A key
/// has one fate: whoever asks to charge it a second time is told what became of the first.
/// </summary>
internal sealed class Ledger : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Entry> entries = [];
    private readonly FileStream file;

    public Ledger(IConfiguration configuration)
    {
        var path = Path.Combine(configuration["DATA"] ?? Path.GetTempPath(), "ledger");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        foreach (var line in File.Exists(path) ? File.ReadAllLines(path) : [])
            Read(line);
        file = new(path, FileMode.Append, FileAccess.Write, FileShare.Read);
    }

    public IReadOnlyList<Entry> All
    {
        get
        {
            lock (gate)
                return [.. entries.Values];
        }
    }

    /// <param name="outcome">charged or declined, unless its fate is known already.</param>
    public Entry Charge(string key, long amount, string outcome)
    {
        lock (gate)
            return entries.GetValueOrDefault(key) ?? Write(new(key, amount, outcome));
    }

    /// <summary>Gives the money back. A key that was never charged won't be charged any more.</summary>
    public Entry Refund(string key)
    {
        lock (gate)
        {
            var entry = entries.GetValueOrDefault(key);
            return entry is { Outcome: "declined" or "refunded" }
                ? entry
                : Write(new(key, entry?.Amount ?? 0, "refunded"));
        }
    }

    public void Dispose() => file.Dispose();

    private Entry Write(Entry entry)
    {
        // The newline before it ends what a crash may have left half written.
        file.Write([(byte)'\n', .. JsonSerializer.SerializeToUtf8Bytes(entry)]);
        file.Flush(flushToDisk: true);
        return entries[entry.Key] = entry;
    }

    // The last line may be half of one: whoever died while writing it had told nobody.
    private void Read(string line)
    {
        try
        {
            var entry = JsonSerializer.Deserialize<Entry>(line)!;
            entries[entry.Key] = entry;
        }
        catch (JsonException)
        {
            return;
        }
    }
}

/// <param name="Amount">In minor units.</param>
/// <param name="Outcome">charged, declined or refunded.</param>
internal sealed record Entry(string Key, long Amount, string Outcome);
