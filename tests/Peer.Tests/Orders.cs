namespace Peer.Tests;

internal static class Orders
{
    public static Order Any() => new(
        Guid.NewGuid(), "owner", "key", DateTime.UnixEpoch, 1999, [new OrderLine(1, "Mug", 1999, 1)])
    {
        Name = "Ada Lovelace, 12 St James's Square",
    };
}
