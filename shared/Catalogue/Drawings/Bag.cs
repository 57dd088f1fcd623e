namespace Shop.Catalogue.Drawings;

internal static class Bag
{
    public static string Draw(Chance chance, Palette p)
    {
        var (width, top) = (chance.Next(84, 104), chance.Next(110, 138));
        var round = chance.Next(30, 70);
        var pocket = chance.Next(228, 248);
        return $"""
            <path d="M170 {top + 6}v-22a30 30 0 0 1 60 0v22" fill="none" stroke="{p.Dark}"
                stroke-width="12"/>
            <rect x="{200 - width}" y="{top}" width="{2 * width}" height="{330 - top}" rx="{round}"
                fill="url(#body)"/>
            <rect x="{216 - width}" y="{pocket}" width="{(2 * width) - 32}" height="{318 - pocket}"
                rx="14" fill="{p.Dark}" opacity=".55"/>
            <path d="M{216 - width} {top + 66}h{(2 * width) - 32}" stroke="{p.Dark}"
                stroke-width="5" stroke-dasharray="9 5"/>
            <path fill="#b98a4f" d="M{150} {top + 44}h16v54h-16zM{234} {top + 44}h16v54h-16z"/>
            <path fill="#f4e4bd" d="M{148} {top + 82}h20v12h-20zM{232} {top + 82}h20v12h-20z"/>
            """;
    }
}
