namespace Shop.Orders;

/// <param name="Total">In minor units.</param>
internal sealed record Order(
    Guid Id, DateTime CreatedAt, long Total, IReadOnlyList<OrderLine> Lines);

/// <param name="Name">As it was when bought.</param>
/// <param name="Price">Of one piece, in minor units, as it was when bought.</param>
internal sealed record OrderLine(int ProductId, string Name, int Price, int Quantity);

/// <param name="Total">How many orders there are on all pages.</param>
internal sealed record OrderPage(IReadOnlyList<Order> Items, int Page, int PageSize, long Total);
