using System.Security.Cryptography;

namespace Aspire.Hosting;

public static class Secrets
{
    private const int Bytes = 32;

    /// <summary>
    /// A secret that nobody knows but those who are given it. It lasts as long as the data that it
    /// has to do with: for this run, or with kept data until somebody removes that.
    /// </summary>
    public static IResourceBuilder<ParameterResource> AddSecret(this World world, string name)
    {
        var value = new Lazy<string>(() => world.KeepsData
            ? Keep(Path.Combine(RunDirectory.Create(world.DataFolder(name)), "value"))
            : Make());
        return world.Builder.AddParameter(name, () => value.Value, secret: true);
    }

    /// <summary>What a file says; a new one says something new.</summary>
    internal static string Keep(string file)
    {
        if (File.Exists(file))
        {
            return File.ReadAllText(file);
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var value = Make();
        using var writer = new StreamWriter(file, options);
        writer.Write(value);
        return value;
    }

    private static string Make() => Convert.ToHexString(RandomNumberGenerator.GetBytes(Bytes));
}
