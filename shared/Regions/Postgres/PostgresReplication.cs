namespace Aspire.Hosting;

/// <summary>What a server needs to take part in streaming replication and to change sides.</summary>
internal static class PostgresReplication
{
    /// <summary>Each is here for a reason; PostgreSQL's own defaults do for the rest.</summary>
    public static readonly string[] Settings =
    [
        // Pages remember which of them changed: a former leader is rewound, not copied anew.
        "-c", "wal_log_hints=on",
        // A replica that lost its leader tries again soon; the 5 s that are usual would also be
        // slept through when it is promoted.
        "-c", "wal_retrieve_retry_interval=20ms",
        // A connection whose other end is silent counts as broken, in a black hole too.
        "-c", "wal_receiver_timeout=3s",
        "-c", "wal_sender_timeout=3s",
        "-c", "wal_receiver_status_interval=1s",
        // What is kept for a replica that is away; one that stays away longer is copied anew.
        "-c", "wal_keep_size=64MB",
        "-c", "max_slot_wal_keep_size=256MB",
        "-c", "min_wal_size=32MB",
        "-c", "max_wal_size=256MB",
    ];

    /// <summary>The shell script that runs a server that may be stopped to be mended.</summary>
    public static string Keeper { get; } = Read("keeper.sh");

    private static string Read(string name)
    {
        using var stream = typeof(PostgresReplication).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
