namespace Shop.Protocol;

/// <summary>
/// Who may write what. An entry that breaks a rule is a forgery by whoever passes it on.
/// </summary>
public sealed class Rules(ShopKeys shop, Settings settings, TimeProvider time)
{
    public const string Catalogue = "catalogue";
    public const string Notice = "notice";

    private const int LargestKey = 120;
    private const int LargestBody = 32 * 1024;

    public bool Allow(Entry entry) =>
        entry is { Key.Length: <= LargestKey, Body.Length: <= LargestBody, Version: >= 0 }
        && MayWrite(entry.Key.Split('/'), entry)
        && (settings.Without == "signatures" || entry.IsSigned);

    /// <summary>
    /// Whether it has to wait: the last writer wins, so a date in the future would win for ever. Another
    /// peer's clock may be ahead, so nobody is blamed for it.
    /// </summary>
    public bool IsEarly(Entry entry) => entry.Key == Notice && IsEarly(entry, settings.ClockTolerance);

    private bool MayWrite(string[] key, Entry entry) => key switch
    {
        [Catalogue] => IsMerchant(entry) || settings.Without == "signatures",
        // A counter has a row for each peer, and only that peer counts in it.
        ["given", var from, _] => from == entry.AuthorId,
        ["used", var owner, _] => owner == entry.AuthorId,
        ["order", var id] => id == Entry.ContentId(entry.Author, entry.Body),
        ["review", _, var id] => id == Entry.ContentId(entry.Author, entry.Body),
        ["unreview", var author, _] => author == entry.AuthorId || IsMerchant(entry),
        // Whose clock is within the tolerance of this one's can't have taken what is twice as early.
        [Notice] => !IsEarly(entry, 2 * settings.ClockTolerance),
        _ => false,
    };

    private bool IsEarly(Entry entry, TimeSpan tolerance) =>
        entry.Version > (time.GetUtcNow() + tolerance).ToUnixTimeMilliseconds();

    private bool IsMerchant(Entry entry) => entry.Author.AsSpan().SequenceEqual(shop.Signing);
}
