namespace Shop.Protocol;

/// <summary>The products, as soon as the signed manifest and all its pages are here.</summary>
public sealed class Catalogue(Ledger ledger, Blobs blobs, Stock stock)
{
    private const int PageSize = 10;

    private readonly Lock one = new();
    private string? opened;

    /// <summary>By number; empty until it is complete.</summary>
    public IReadOnlyDictionary<int, Product> Products { get; private set; } =
        new Dictionary<int, Product>();

    public Manifest? Manifest => Json.Read<Manifest>(ledger.Find(Rules.Catalogue)?.Body);

    /// <summary>Pages that are still to be fetched.</summary>
    public IReadOnlyList<string> MissingPages => Missing(Manifest?.Pages ?? []);

    /// <summary>Pictures that are still to be fetched.</summary>
    public IReadOnlyList<string> MissingImages =>
        Missing(Products.Values.Select(product => product.Image));

    /// <summary>Signs a catalogue. Only the merchant's is believed.</summary>
    public static Entry Write(
        Identity author, Blobs blobs, IEnumerable<Product> products, long version) =>
        Entry.Write(
            author,
            Rules.Catalogue,
            version,
            new Manifest([.. products.Chunk(PageSize).Select(page => blobs.Add(Json.Bytes(page)))]));

    /// <summary>Opens the catalogue if all of it is here.</summary>
    public bool TryOpen()
    {
        lock (one)
        {
            var entry = ledger.Find(Rules.Catalogue);
            if (entry is null || entry.Hash == opened || MissingPages.Count > 0)
            {
                return opened is not null;
            }

            var products = Manifest!.Pages
                .SelectMany(page => Json.Read<Product[]>(blobs.Find(page)) ?? [])
                .ToDictionary(product => product.Id);
            stock.Open(products.Values.Select(product => (product.Id, product.Stock)));
            Products = products;
            opened = entry.Hash;
            return true;
        }
    }

    private IReadOnlyList<string> Missing(IEnumerable<string> hashes) =>
        [.. hashes.Where(hash => blobs.Find(hash) is null)];
}
