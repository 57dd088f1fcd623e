namespace Shop.Catalogue.Drawings;

internal static class Headphones
{
    public static string Draw(Chance chance, Palette p)
    {
        var (cup, band) = (chance.Next(30, 42), chance.Next(14, 24));
        return $"""
            <path d="M104 250c-14-190 206-190 192 0" fill="none" stroke="{p.Dark}"
                stroke-width="{band}" stroke-linecap="round"/>
            <path d="M116 214c4-128 164-128 168 0" fill="none" stroke="{p.Light}" stroke-width="6"
                opacity=".6"/>
            <rect x="{108 - cup}" y="204" width="{2 * cup}" height="118" rx="{cup}"
                fill="url(#body)"/>
            <rect x="{292 - cup}" y="204" width="{2 * cup}" height="118" rx="{cup}"
                fill="url(#body)"/>
            <rect x="{104 + cup - 8}" y="214" width="22" height="98" rx="11" fill="#2b2b33"/>
            <rect x="{274 - cup}" y="214" width="22" height="98" rx="11" fill="#2b2b33"/>
            <circle cx="{108 - (cup / 3)}" cy="263" r="9" fill="{p.Accent}"/>
            <circle cx="{292 + (cup / 3)}" cy="263" r="9" fill="{p.Accent}"/>
            """;
    }
}
