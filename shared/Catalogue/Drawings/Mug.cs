namespace Shop.Catalogue.Drawings;

internal static class Mug
{
    public static string Draw(Chance chance, Palette p)
    {
        var (top, width, taper) = (chance.Next(170, 215), chance.Next(66, 92), chance.Next(0, 24));
        var (left, right, foot) = (196 - width, 196 + width, 196 - width + taper);
        var band = chance.Next(top + 40, 280);
        return $"""
            <path d="M{right - 8} {top + 34}c70-12 74 86-4 78" fill="none" stroke="{p.Dark}"
                stroke-width="17" stroke-linecap="round"/>
            <path fill="url(#body)"
                d="M{left} {top}h{2 * width}l-{taper} 128q-4 12-20 12H{foot + 20}q-16 0-20-12z"/>
            <path fill="none" stroke="{p.Wall}" stroke-width="{chance.Next(4, 16)}" opacity=".65"
                d="M{left + 8} {band}h{(2 * width) - 16}"/>
            <ellipse cx="196" cy="{top}" rx="{width}" ry="15" fill="{p.Light}"/>
            <ellipse cx="196" cy="{top + 3}" rx="{width - 9}" ry="10" fill="#4a2c1a"/>
            <path fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round" opacity=".55"
                d="M176 {top - 28}c-14-20 14-30 0-50M212 {top - 28}c-14-20 14-30 0-50"/>
            """;
    }
}
