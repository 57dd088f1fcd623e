using System.Globalization;

namespace Shop.Rules;

/// <summary>Whole seconds as headers carry them (RFC 9111, section 1.2.2).</summary>
internal static class Seconds
{
    /// <summary>What a number stands for that is too large to count with: 68 years.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(int.MaxValue);

    /// <returns>Null for what is not a number of seconds.</returns>
    public static TimeSpan? Parse(string? text)
    {
        var digits = HeaderUtilities.RemoveQuotes(text).AsSpan();
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
            return null;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? TimeSpan.FromSeconds(number)
            : Most;
    }

    public static string Format(TimeSpan time) =>
        ((long)Math.Floor(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
