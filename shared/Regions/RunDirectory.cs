namespace Aspire.Hosting;

/// <summary>
/// Where this run keeps its data: one short path per host process, gone when the host is.
/// Short, because socket paths end at 107 bytes.
/// </summary>
internal static class RunDirectory
{
    public static string Path { get; } =
        System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"shop-{Environment.ProcessId}");

    /// <summary>Makes a directory.</summary>
    /// <exception cref="DistributedApplicationException">The disk is full or somebody else's.</exception>
    public static string Create(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            return directory;
        }
        catch (UnauthorizedAccessException foreign)
        {
            throw new DistributedApplicationException(
                $"Cannot write to {directory}: it belongs to somebody else, as after a run with sudo. "
                + "Run as that user, or remove it.",
                foreign);
        }
        catch (IOException full)
        {
            throw new DistributedApplicationException(
                $"Cannot write to {directory}: {full.Message} "
                + "Free some space there, or set TMPDIR to another directory.",
                full);
        }
    }

    /// <summary>Removes what is left when the host ends in an orderly way.</summary>
    public static void Remove()
    {
        // A database that was told to stop may still be writing its last file.
        for (var attempt = 0; Directory.Exists(Path) && attempt < 20; attempt++)
        {
            try
            {
                // Thousands of files, and somebody waits for them to be gone.
                Parallel.ForEach(
                    Directory.GetDirectories(Path), one => Directory.Delete(one, recursive: true));
                Directory.Delete(Path, recursive: true);
            }
            catch (Exception busy)
                when (attempt < 19 && busy is IOException or AggregateException)
            {
                Thread.Sleep(25);
            }
        }
    }
}
