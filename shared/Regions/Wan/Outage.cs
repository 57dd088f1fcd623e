namespace Aspire.Hosting;

/// <summary>The three ways in which a link can be down; clients suffer differently from each.</summary>
public enum Outage
{
    /// <summary>Connections are refused and open ones are closed: the client knows at once.</summary>
    Refuse,

    /// <summary>Bytes vanish and connections stay open: the client learns it from its own time-out.</summary>
    BlackHole,

    /// <summary>Connections are accepted, then reset as soon as data flows.</summary>
    Reset,
}
