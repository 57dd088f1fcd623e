using System.Globalization;
using System.Text.RegularExpressions;

namespace Shop.Verdicts.Tests;

/// <summary>
/// Makes histories by hand. One operation per part: <c>a 0-10 x=1</c> (client a writes),
/// <c>x?1</c> (reads; <c>x?_</c> found nothing), <c>x:1>2</c> (swaps), <c>x+1</c> (appends),
/// <c>x?[1,2]</c> (reads a list). An end of <c>*</c> is an unknown outcome, <c>!</c> a failure.
/// Then, as needed, <c>t1</c> transaction, <c>e1</c> epoch, <c>@s</c> server, <c>#5</c> content.
/// </summary>
internal static partial class Hand
{
    internal static History Made(string text, bool startsEmpty = true) =>
        new(Operations(text), startsEmpty);

    internal static IReadOnlyList<Operation> Operations(string text) =>
        [.. text.Split(';', StringSplitOptions.TrimEntries).Select(One)];

    private static Operation One(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var times = words[1].Split('-');
        var what = What().Match(words[2]);
        var value = what.Groups["value"].Value;
        var list = value.StartsWith('[');
        return new Operation
        {
            Client = words[0],
            Key = what.Groups["key"].Value,
            Kind = what.Groups["kind"].Value switch
            {
                "=" => Kind.Write,
                "?" => Kind.Read,
                ":" => Kind.Cas,
                _ => Kind.Append,
            },
            Value = list ? null : Number(value),
            List = list ? [.. Numbers(value)] : null,
            Expected = Number(what.Groups["expected"].Value),
            Start = Ms(double.Parse(times[0], CultureInfo.InvariantCulture)),
            End = double.TryParse(times[1], CultureInfo.InvariantCulture, out var end) ? Ms(end) : default,
            Outcome = times[1] switch
            {
                "*" => Outcome.Unknown,
                "!" => Outcome.Failed,
                _ => Outcome.Ok,
            },
            Transaction = Number(Mark(words, 't')),
            Epoch = Number(Mark(words, 'e')),
            ServedBy = Mark(words, '@'),
            Content = Number(Mark(words, '#')),
        };
    }

    internal static TimeSpan Ms(double ms) => TimeSpan.FromMilliseconds(ms);

    private static string? Mark(string[] words, char sign) =>
        Array.Find(words[3..], word => word[0] == sign)?[1..];

    private static long? Number(string? text) =>
        text is null or "" or "_" ? null : long.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<long> Numbers(string list) => list.Trim('[', ']')
        .Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(one => long.Parse(one, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^(?<key>\w+)(?<kind>[=?:+])(?:(?<expected>\w+)>)?(?<value>.+)$")]
    private static partial Regex What();
}
