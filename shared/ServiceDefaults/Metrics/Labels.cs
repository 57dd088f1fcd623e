using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Shop;

/// <summary>
/// Labels of a series, found again by the tags of a measurement without allocating anything.
/// </summary>
internal sealed class Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
{
    private readonly KeyValuePair<string, object?>[] tags = tags.ToArray();

    public static IEqualityComparer<Labels> Comparer { get; } = new ByTags();

    /// <summary>As Prometheus reads them, in one order however they were measured.</summary>
    public string Text() => string.Join(',', tags
        .Select(tag => (Name: PrometheusName.Of(tag.Key), Value: Escape(tag.Value)))
        .DistinctBy(label => label.Name)
        .OrderBy(label => label.Name, StringComparer.Ordinal)
        .Select(label => $"{label.Name}=\"{label.Value}\""));

    private static string Escape(object? value) =>
        (Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")
            .Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n");

    private sealed class ByTags :
        IEqualityComparer<Labels>,
        IAlternateEqualityComparer<ReadOnlySpan<KeyValuePair<string, object?>>, Labels>
    {
        public bool Equals(Labels? x, Labels? y) => x is not null && y is not null && Equals(x.tags, y);

        // By hand, because a pair's own Equals looks at its fields by reflection.
        public bool Equals(ReadOnlySpan<KeyValuePair<string, object?>> alternate, Labels other)
        {
            if (alternate.Length != other.tags.Length)
                return false;
            for (var at = 0; at < alternate.Length; at++)
            {
                if (!string.Equals(alternate[at].Key, other.tags[at].Key, StringComparison.Ordinal)
                    || !Equals(alternate[at].Value, other.tags[at].Value))
                    return false;
            }

            return true;
        }

        public int GetHashCode([DisallowNull] Labels obj) => GetHashCode(obj.tags);

        public int GetHashCode(ReadOnlySpan<KeyValuePair<string, object?>> alternate)
        {
            var hash = default(HashCode);
            foreach (var (name, value) in alternate)
            {
                hash.Add(name);
                hash.Add(value);
            }

            return hash.ToHashCode();
        }

        public Labels Create(ReadOnlySpan<KeyValuePair<string, object?>> alternate) => new(alternate);
    }
}
