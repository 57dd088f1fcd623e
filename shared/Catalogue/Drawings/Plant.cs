namespace Shop.Catalogue.Drawings;

internal static class Plant
{
    public static string Draw(Chance chance, Palette p)
    {
        var (green, width) = (chance.Next(96, 160), chance.Next(58, 78));
        var leaves = string.Concat(Enumerable.Range(0, chance.Next(7, 12)).Select(_ =>
        {
            var (angle, length) = (chance.Next(-72, 73), chance.Next(96, 172));
            var half = chance.Next(16, 32);
            return $"""
                <path transform="rotate({angle} 200 250)"
                    fill="hsl({green + chance.Next(-10, 10)} 38% {chance.Next(30, 52)}%)"
                    d="M200 256q-{half} -{length / 2} 0 -{length}q{half} {length / 2} 0 {length}z"/>
                """;
        }));
        return $"""
            {leaves}
            <path fill="url(#body)"
                d="M{200 - width} 240h{2 * width}l-16 80q-2 10-14 10H{230 - width}q-12 0-14-10z"/>
            <rect x="{192 - width}" y="230" width="{16 + (2 * width)}" height="22" rx="6"
                fill="{p.Dark}"/>
            """;
    }
}
