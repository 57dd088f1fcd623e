using System.Security.Cryptography;

namespace Shop.Accounts;

/// <summary>
/// Signs the tokens of this region's customers. The private key never leaves the region: it is
/// beside the customers' keys, and outlives the process.
/// </summary>
internal sealed class Signer : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly Lock gate = new();
    private readonly ECDsa key;
    private readonly TimeProvider clock;
    private readonly string site;

    public Signer(IConfiguration configuration, Here here, PublicKeys known, TimeProvider clock)
    {
        this.clock = clock;
        site = here.Site;
        key = LoadOrCreate(Path.Combine(configuration["DATA"]!, "signing.pem"));
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        PublicKey = PublicKey.Of($"{site}-{Convert.ToHexStringLower(point.X!.AsSpan(0, 4))}", key);
        known.Keep(PublicKey);
    }

    public PublicKey PublicKey { get; }

    public Session Issue(Customer customer)
    {
        var end = (clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds();
        var token = new SignedToken(PublicKey.Kid, customer.Id, site, end);
        lock (gate)
            return new(token.Sign(key), (int)Lifetime.TotalSeconds, customer);
    }

    public void Dispose() => key.Dispose();

    private static ECDsa LoadOrCreate(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var loaded = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(file))
        {
            loaded.ImportFromPem(File.ReadAllText(file));
            return loaded;
        }

        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var text = new StreamWriter(file, options);
        text.Write(loaded.ExportPkcs8PrivateKeyPem());
        return loaded;
    }
}
