using System.Text.RegularExpressions;

namespace Hosting.Tests;

/// <summary>What the real API declares: the kind, bases and members of each type.</summary>
internal sealed record ApiType(string Kind, HashSet<string> Bases, HashSet<string> Members);

/// <summary>Reads the list of the real API's public signatures.</summary>
internal static partial class ApiFacts
{
    internal static Dictionary<string, ApiType> Read()
    {
        var types = new Dictionary<string, ApiType>();
        ApiType? current = null;
        foreach (var line in File.ReadLines(
            Path.Combine(AppContext.BaseDirectory, "aspire-13.5.2-api.txt")))
        {
            if (TypeLine().Match(line) is { Success: true } type)
            {
                var bases = type.Groups["bases"].Value.Split(',').Select(ApiName.Short);
                current = new(type.Groups["kind"].Value, [.. bases], []);
                types.TryAdd(
                    type.Groups["name"].Value.Replace(
                        "AM.", "Aspire.Hosting.ApplicationModel.", StringComparison.Ordinal),
                    current);
            }
            else if (MemberLine().Match(line) is { Success: true } member)
            {
                current?.Members.UnionWith(Members(
                    member.Groups["kind"].Value,
                    Attributes().Replace(member.Groups["text"].Value, "")));
            }
        }

        return types;
    }

    private static IEnumerable<string> Members(string kind, string text) => kind == "E"
        ? text.Split(", ").Select(name => $"E {name}")
        : [$"{kind} {ApiName.Normal(text)}"];

    [GeneratedRegex(
        @"^T\|[^|]+\|(?<kind>((static|sealed|abstract) )?\w+) (?<name>[\w.]+(<[^>]+>)?)"
            + @"( : (?<bases>.*))?$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex TypeLine();

    // "  M TypeName.signature"; constructors and enums do not repeat the type.
    [GeneratedRegex(
        @"^  (?<kind>[CPFME]) ((?<=[PFM] )[\w`<>]+\.)?(?<text>.*)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex MemberLine();

    [GeneratedRegex(
        @"\[(Obsolete|Experimental|ORP)[^\]]*\] ",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Attributes();
}

internal static partial class ApiName
{
    /// <summary>Without namespaces, and without the question marks of references.</summary>
    internal static string Normal(string signature)
    {
        var text = Namespaces().Replace(signature, "");
        return QuestionMarks().Replace(text, mark =>
        {
            var type = mark.Groups["type"].Value;
            return ApiSignatures.ValueTypes.Contains(type) ? mark.Value : type;
        });
    }

    internal static string Short(string type) => Normal(type.Trim());

    [GeneratedRegex(
        @"\b(\w+\.)+(?=\w)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Namespaces();

    [GeneratedRegex(
        @"(?<type>[\w\]>]+)\?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QuestionMarks();
}
