namespace Shop.Catalogue;

/// <summary>Colours that go together, as CSS. Light, Main and Dark are the thing's own.</summary>
internal sealed record Palette(
    string Wall,
    string Haze,
    string Table,
    string Accent,
    string Light,
    string Main,
    string Dark)
{
    // Hues of glazes and dyes, in degrees, rather than any hue there is.
    private static readonly int[] Hues = [8, 18, 32, 44, 88, 138, 164, 190, 212, 232, 262, 338];

    public static Palette Pick(Chance chance)
    {
        var hue = chance.Pick(Hues);
        var room = (hue + chance.Pick([28, 150, 180, 210, 330])) % 360;
        var strength = chance.Next(34, 58);
        return new(
            Wall: $"hsl({room} 34% 93%)",
            Haze: $"hsl({room} 36% 85%)",
            Table: $"hsl({room} 26% 77%)",
            Accent: $"hsl({(room + 24) % 360} 62% 70%)",
            Light: $"hsl({hue} {strength}% 68%)",
            Main: $"hsl({hue} {strength}% 54%)",
            Dark: $"hsl({hue} {strength + 4}% 38%)");
    }
}
