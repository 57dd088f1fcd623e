namespace Shop.Shoppers;

/// <summary>
/// The addresses by which the shoppers of one region reach the shop. They may stand for a WAN
/// link, a balancer or a name that is resolved anew for each connection
/// (see <see cref="FleetOptions.Connect"/>).
/// </summary>
/// <param name="Region">Where the shoppers live, for example <c>eu-west-1</c>.</param>
/// <param name="Api">Base address of <c>/api/…</c>.</param>
/// <param name="Assets">Base address of <c>/images/…</c>.</param>
public sealed record Entrance(string Region, Uri Api, Uri Assets);
