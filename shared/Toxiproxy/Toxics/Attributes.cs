namespace Toxiproxy.Toxics;

/// <summary>An attribute of a toxic: its name in JSON and the values it may have.</summary>
/// <param name="Min">The smallest value.</param>
/// <param name="Max">The largest value.</param>
/// <param name="Words">The texts that stand for 0, 1, 2…: such an attribute is an extra of this
/// server, and is not shown while it has its default, the first word.</param>
internal sealed record AttributeField(
    string Name,
    long Min = 0,
    long Max = int.MaxValue,
    IReadOnlyList<string>? Words = null);

/// <summary>The values of a toxic's attributes. Immutable; an update makes a new one.</summary>
internal sealed class Attributes(IReadOnlyList<AttributeField> fields, IReadOnlyList<long> values)
{
    public IReadOnlyList<AttributeField> Fields => fields;

    public IReadOnlyList<long> Values => values;

    public long this[string name]
    {
        get
        {
            for (var i = 0; i < fields.Count; i++)
            {
                if (fields[i].Name == name)
                {
                    return values[i];
                }
            }

            throw new ArgumentException($"No attribute '{name}'.", nameof(name));
        }
    }

    public TimeSpan Milliseconds(string name) => TimeSpan.FromMilliseconds(this[name]);

    public static Attributes Defaults(IReadOnlyList<AttributeField> fields) =>
        new(fields, new long[fields.Count]);

    public Attributes With(int index, long value)
    {
        var changed = values.ToArray();
        changed[index] = value;
        return new Attributes(fields, changed);
    }
}
