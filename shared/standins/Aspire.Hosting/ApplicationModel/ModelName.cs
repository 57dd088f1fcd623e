namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names end up in environment variables and URLs, so they are restricted.</summary>
internal static class ModelName
{
    private const int MaxLength = 64;

    internal static void Validate(string kind, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (Problem(name) is { } problem)
        {
            throw new ArgumentException(
                $"{kind} name '{name}' is invalid. {problem}", nameof(name));
        }
    }

    private static string? Problem(string name) => name switch
    {
        { Length: > MaxLength } => $"A name has 1 to {MaxLength} characters.",
        _ when !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') =>
            "A name consists of ASCII letters, digits and hyphens.",
        _ when !char.IsAsciiLetter(name[0]) => "A name starts with a letter.",
        _ when name.EndsWith('-') => "A name does not end with a hyphen.",
        _ when name.Contains("--", StringComparison.Ordinal) =>
            "A name has no two hyphens in a row.",
        _ => null,
    };
}
