using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Builds a <see cref="ReferenceExpression"/> piece by piece.</summary>
public class ReferenceExpressionBuilder
{
    private readonly StringBuilder _format;
    private readonly List<IValueProvider> _providers;
    private readonly List<string?> _formats;

    public ReferenceExpressionBuilder()
        : this(literalLength: 16, formattedCount: 4)
    {
    }

    internal ReferenceExpressionBuilder(int literalLength, int formattedCount)
    {
        _format = new StringBuilder(literalLength + (4 * formattedCount));
        _providers = new List<IValueProvider>(formattedCount);
        _formats = new List<string?>(formattedCount);
    }

    public bool IsEmpty => _format.Length == 0;

    public void AppendLiteral(string value) => _format.Append(Escape(value));

    public void AppendFormatted(string? value) => _format.Append(Escape(value));

    public void AppendFormatted(string? value, string? format = null) =>
        _format.Append(Escape(ReferenceExpression.FormatValue(value, format)));

    public void AppendFormatted<T>(T valueProvider)
        where T : IValueProvider, IManifestExpressionProvider =>
        AppendFormatted(valueProvider, format: null);

    public void AppendFormatted<T>(T valueProvider, string? format)
        where T : IValueProvider, IManifestExpressionProvider
    {
        _format.Append('{').Append(_providers.Count).Append('}');
        _providers.Add(valueProvider);
        _formats.Add(format);
    }

    public ReferenceExpression Build() => new(_format.ToString(), [.. _providers], [.. _formats]);

    // The text becomes a composite format string, in which braces have a meaning.
    private static string? Escape(string? text) =>
        text?.Replace("{", "{{", StringComparison.Ordinal)
            .Replace("}", "}}", StringComparison.Ordinal);
}
