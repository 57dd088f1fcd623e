using System.Security.Cryptography;
using System.Text.Json;

namespace Shop.Accounts;

/// <summary>
/// A key for each customer, as a file of its own, outside the database and its backups. What it has
/// sealed can be read while the file is there, and nowhere else. Destroying 32 bytes erases a
/// person from every copy there is (crypto-shredding).
/// </summary>
/// <remarks>A real shop would leave the keys to a service that never gives them away.</remarks>
internal sealed class Vault(IConfiguration configuration)
{
    private const int KeySize = 32;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly string folder =
        Directory.CreateDirectory(Path.Combine(configuration["DATA"]!, "customers")).FullName;

    public Guid Create()
    {
        var id = Guid.NewGuid();
        Write(id, RandomNumberGenerator.GetBytes(KeySize), FileMode.CreateNew);
        return id;
    }

    public byte[] Seal(Guid id, Person person)
    {
        using var aes = new AesGcm(File.ReadAllBytes(FileOf(id)), TagSize);
        var plain = JsonSerializer.SerializeToUtf8Bytes(person);
        var all = new byte[NonceSize + TagSize + plain.Length];
        RandomNumberGenerator.Fill(all.AsSpan(0, NonceSize));
        aes.Encrypt(
            all.AsSpan(0, NonceSize),
            plain,
            all.AsSpan(NonceSize + TagSize),
            all.AsSpan(NonceSize, TagSize),
            id.ToByteArray());
        return all;
    }

    /// <returns>Null when the key was destroyed.</returns>
    public Person? Open(Guid id, byte[] all)
    {
        if (!File.Exists(FileOf(id)))
            return null;
        using var aes = new AesGcm(File.ReadAllBytes(FileOf(id)), TagSize);
        var plain = new byte[all.Length - NonceSize - TagSize];
        aes.Decrypt(
            all.AsSpan(0, NonceSize),
            all.AsSpan(NonceSize + TagSize),
            all.AsSpan(NonceSize, TagSize),
            plain,
            id.ToByteArray());
        return JsonSerializer.Deserialize<Person>(plain);
    }

    /// <summary>Overwrites the key before its file goes.</summary>
    public void Destroy(Guid id)
    {
        if (!File.Exists(FileOf(id)))
            return;
        Write(id, new byte[KeySize], FileMode.Open);
        File.Delete(FileOf(id));
    }

    // On disk before anybody relies on it: what it seals is worth nothing without it.
    private void Write(Guid id, byte[] key, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (mode == FileMode.CreateNew && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(FileOf(id), options);
        file.Write(key);
        file.Flush(flushToDisk: true);
    }

    private string FileOf(Guid id) => Path.Combine(folder, $"{id:N}");
}

/// <summary>All that is personal about a customer.</summary>
internal sealed record Person(string Email, string Name, string PasswordHash);
