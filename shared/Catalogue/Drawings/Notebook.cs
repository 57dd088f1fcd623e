namespace Shop.Catalogue.Drawings;

internal static class Notebook
{
    public static string Draw(Chance chance, Palette p)
    {
        var (tilt, spine) = (chance.Next(-9, 10), chance.Next(16, 30));
        return $"""
            <g transform="rotate({tilt} 200 320)">
            <rect x="122" y="108" width="168" height="220" rx="8" fill="#f7f1e3"/>
            <path d="M284 116v204M278 116v204" stroke="#d8cfba" stroke-width="2"/>
            <rect x="112" y="102" width="164" height="222" rx="9" fill="url(#body)"/>
            <rect x="112" y="102" width="{spine}" height="222" rx="6" fill="{p.Dark}"/>
            <path d="M250 102v222" stroke="{p.Dark}" stroke-width="8" opacity=".7"/>
            <rect x="{132 + spine}" y="146" width="74" height="40" rx="4" fill="#fdfbf6"/>
            <path d="M{144 + spine} 160h50M{144 + spine} 172h34" stroke="{p.Dark}" stroke-width="4"
                stroke-linecap="round"/>
            <path fill="{p.Accent}" d="M{170 + spine} 324h14v34l-7-9-7 9z"/>
            </g>
            """;
    }
}
