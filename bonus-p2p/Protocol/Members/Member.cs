namespace Shop.Protocol;

/// <summary>A member as this peer sees it.</summary>
public sealed class Member(Announcement announcement)
{
    public Announcement Announcement { get; internal set; } = announcement;

    public string Id { get; } = announcement.Id;

    public string Name => Announcement.Name;

    public byte[] Key => Announcement.Key;

    public Standing Standing { get; internal set; }

    /// <summary>When it got this standing.</summary>
    public DateTimeOffset Since { get; internal set; }

    /// <summary>The fastest round trip to it so far; how near it is.</summary>
    public TimeSpan Rtt { get; internal set; } = TimeSpan.MaxValue;

    // How often the rumour about it may still be passed on.
    internal int Tellings { get; set; }
}
