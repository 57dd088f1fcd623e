using Shoppers = Shop.Shoppers;

namespace Shop.Verdicts.Adapters;

/// <summary>
/// Reads what shoppers did as reads of versions: every change of a product raises its version, and
/// a shopper's product page shows version and stock.
/// </summary>
/// <remarks>
/// A checkout doesn't say which version it made, and products change for other reasons, too. So it
/// is not judged here whether purchases took effect: the shop's books are audited for that. Judge
/// with <see cref="Guarantees.OfReads"/>.
/// </remarks>
public static class ShoppersHistory
{
    public static History From(Shoppers.History history) => From(history.All());

    public static History From(IEnumerable<Shoppers.Operation> operations) =>
        new(operations.Where(HasVersion).Select(Read), startsEmpty: false);

    private static bool HasVersion(Shoppers.Operation one) =>
        one is { Kind: Shoppers.Kind.Product, Outcome: Shoppers.Outcome.Ok, Version: >= 0 };

    private static Operation Read(Shoppers.Operation one) => new()
    {
        Client = one.Customer?.Split('@')[0] ?? $"{one.Region}'s {one.Stream ?? "shopper"} {one.Id}",
        Key = $"product {one.Product}",
        Kind = Kind.Read,
        Value = one.Version,
        Content = one.Stock >= 0 ? one.Stock : null,
        Start = one.Start,
        End = one.End,
        ServedBy = one.ServedBy,
    };
}
