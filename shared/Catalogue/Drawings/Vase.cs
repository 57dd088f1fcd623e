namespace Shop.Catalogue.Drawings;

internal static class Vase
{
    public static string Draw(Chance chance, Palette p)
    {
        var (neck, belly, top) = (chance.Next(16, 34), chance.Next(62, 98), chance.Next(150, 188));
        var stems = Enumerable.Range(0, chance.Next(2, 6)).Select(_ => Stem(chance, p, top));
        var swell = belly - neck;
        return $"""
            {string.Concat(stems)}
            <path fill="url(#body)"
                d="M{200 - neck} {top}h{2 * neck}c0 46 {swell} 50 {swell} 100 0 44-34 80-54 80
                h-{(2 * belly) - 108}c-20 0-54-36-54-80 0-50 {swell}-54 {swell}-100z"/>
            <ellipse cx="200" cy="{top}" rx="{neck}" ry="6" fill="{p.Dark}"/>
            <path fill="none" stroke="#fff" stroke-width="8" stroke-linecap="round" opacity=".35"
                d="M{212 - belly} 262q0-24 18-44"/>
            """;
    }

    private static string Stem(Chance chance, Palette p, int top)
    {
        var (x, y) = (chance.Next(110, 290), chance.Next(50, 110));
        var petals = string.Concat(Enumerable.Range(0, 6).Select(i => $"""
            <ellipse cx="{x}" cy="{y - 15}" rx="8" ry="15" fill="{p.Accent}"
                transform="rotate({i * 60} {x} {y})"/>
            """));
        return $"""
            <path d="M200 {top + 8}Q{200 + ((x - 200) / 4)} {y + 60} {x} {y}" fill="none"
                stroke="#5a7d54" stroke-width="5"/>
            {petals}<circle cx="{x}" cy="{y}" r="9" fill="#f6d365"/>
            """;
    }
}
