namespace Shop.Catalogue.Drawings;

internal static class Clock
{
    public static string Draw(Chance chance, Palette p)
    {
        var radius = chance.Next(94, 116);
        var (hour, minute) = (chance.Next(0, 360), chance.Next(0, 12) * 30);
        var marks = string.Concat(Enumerable.Range(0, 12).Select(i => $"""
            <path transform="rotate({i * 30} 200 200)"
                d="M200 {218 - radius}v{(i % 3 == 0 ? 16 : 8)}" stroke="{p.Dark}"
                stroke-width="{(i % 3 == 0 ? 6 : 3)}" stroke-linecap="round"/>
            """));
        return $"""
            <path fill="{p.Dark}" d="M142 330l22-44h72l22 44z"/>
            <circle cx="200" cy="200" r="{radius + 14}" fill="url(#body)"/>
            <circle cx="200" cy="200" r="{radius}" fill="#fdfbf6"/>
            {marks}
            <path transform="rotate({hour} 200 200)" d="M200 206v-56" stroke="#2b2b33"
                stroke-width="9" stroke-linecap="round"/>
            <path transform="rotate({minute} 200 200)" d="M200 210v-82" stroke="#2b2b33"
                stroke-width="5" stroke-linecap="round"/>
            <circle cx="200" cy="200" r="8" fill="{p.Main}"/>
            """;
    }
}
