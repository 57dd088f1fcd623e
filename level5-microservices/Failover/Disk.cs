namespace Shop;

/// <summary>Whether the database's log has space to go on.</summary>
internal sealed class Disk(IConfiguration settings)
{
    // The log goes on in files of 4 MB. Without space for two it is about to stop.
    private const long Least = 8 << 20;

    private readonly string log = Path.Combine(settings["PGDATA"]!, "pg_wal");

    /// <summary>Null if all is well, or if there is no database just now.</summary>
    public string? Complaint
    {
        get
        {
            try
            {
                return new DriveInfo(log).AvailableFreeSpace < Least ? "the disk is full" : null;
            }
            catch (IOException)
            {
                return null;
            }
        }
    }
}
