using System.Globalization;

namespace Shop.Events;

/// <summary>Where an event is in its outbox and in its stream: "812-4".</summary>
/// <param name="Transaction">Its number, and in the upper bits the epoch of the leader that gave it.</param>
internal sealed record Place(long Transaction, long Number)
{
    public static Place Parse(string id)
    {
        var dash = id.IndexOf('-');
        return new(
            long.Parse(id.AsSpan(0, dash), CultureInfo.InvariantCulture),
            long.Parse(id.AsSpan(dash + 1), CultureInfo.InvariantCulture));
    }

    public bool IsBefore(Place other) =>
        (Transaction, Number).CompareTo((other.Transaction, other.Number)) < 0;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Transaction}-{Number}");
}
