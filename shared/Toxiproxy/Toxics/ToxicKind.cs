namespace Toxiproxy.Toxics;

/// <summary>
/// A type of toxic: its name, its attributes, and how one is made for a connection.
/// </summary>
internal sealed class ToxicKind(
    string type,
    Func<ToxicStart, Toxic> create,
    params IReadOnlyList<AttributeField> fields)
{
    public string Type => type;

    public Attributes Defaults { get; } = Attributes.Defaults(fields);

    /// <summary>What no single attribute's range can say; returns the complaint or null.</summary>
    public Func<Attributes, string?> Check { get; init; } = _ => null;

    public Toxic Create(ToxicStart start) => create(start);
}
