namespace Shop.Hosting;

/// <summary>
/// What this computer keeps: its key, its copy of the ledger, bytes, and its user's own.
/// </summary>
/// <param name="configuration">DATA: the folder, or nothing for a guest that forgets.</param>
internal sealed class Disk(IConfiguration configuration)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string? folder = Make(configuration["DATA"]);

    public AppendFile Open(string name) => new(folder is null ? null : Path.Combine(folder, name));

    public Identity LoadIdentity()
    {
        if (folder is null)
        {
            return Identity.Create();
        }

        var file = Path.Combine(folder, "key");
        if (File.Exists(file))
        {
            return Identity.From(File.ReadAllBytes(file));
        }

        var identity = Identity.Create();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var stream = new FileStream(file, options);
        stream.Write(identity.Export());
        return identity;
    }

    private static string? Make(string? folder) =>
        string.IsNullOrEmpty(folder) ? null : Directory.CreateDirectory(folder).FullName;
}

/// <summary>
/// A file that only grows, a JSON value to a line. A line that was torn is no line.
/// </summary>
internal sealed class AppendFile(string? path) : IDisposable
{
    private readonly Lock one = new();
    private FileStream? stream;

    public IEnumerable<T> Read<T>()
        where T : class =>
        path is null || !File.Exists(path)
            ? []
            : File.ReadLines(path)
                .Select(line => Json.Read<T>(Encoding.UTF8.GetBytes(line)))
                .OfType<T>();

    /// <summary>Ends when the operating system has it, so it outlives this process.</summary>
    public void Append(object value)
    {
        if (path is null)
        {
            return;
        }

        lock (one)
        {
            stream ??= new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
            // Begins with a new line, in case the last one was torn.
            stream.Write([(byte)'\n', .. Json.Bytes(value)]);
        }
    }

    public void Dispose() => stream?.Dispose();
}
