using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The value of a parameter that nobody has set.</summary>
public abstract class ParameterDefault
{
    public abstract string GetDefaultValue();
}

/// <summary>A random text from a cryptographic source.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    // Without the characters that people confuse.
    private const string LowerCase = "abcdefghjkmnpqrstuvwxyz";
    private const string UpperCase = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Specials = "-_.{}~()*+!";

    /// <summary>Characters; the sum of the four minimums may exceed it.</summary>
    public int MinLength { get; set; }

    public bool Lower { get; set; } = true;

    public bool Upper { get; set; } = true;

    public bool Numeric { get; set; } = true;

    public bool Special { get; set; } = true;

    public int MinLower { get; set; }

    public int MinUpper { get; set; }

    public int MinNumeric { get; set; }

    public int MinSpecial { get; set; }

    public override string GetDefaultValue()
    {
        (bool Used, string Characters, int Min)[] kinds =
        [
            (Lower, LowerCase, MinLower),
            (Upper, UpperCase, MinUpper),
            (Numeric, Digits, MinNumeric),
            (Special, Specials, MinSpecial),
        ];
        var used = kinds.Where(k => k.Used).ToList();
        var text = used
            .SelectMany(k => RandomNumberGenerator.GetItems<char>(k.Characters, k.Min))
            .ToList();
        var any = string.Concat(used.Select(k => k.Characters));
        var missing = Math.Max(0, MinLength - text.Count);
        text.AddRange(RandomNumberGenerator.GetItems<char>(any, missing));

        var shuffled = text.ToArray();
        RandomNumberGenerator.Shuffle<char>(shuffled);
        return new string(shuffled);
    }
}
