namespace Shop.Catalogue;

/// <summary>One drawing per category. All stand on a table whose edge is at y = 330.</summary>
internal static class Drawings
{
    public static Func<Chance, Palette, string> Of(string category) => category switch
    {
        "Mugs" => Mug,
        "Lamps" => Lamp,
        "Vases" => Vase,
        "Plants" => Plant,
        "Clocks" => Clock,
        "Bags" => Bag,
        "Headphones" => Headphones,
        _ => Notebook,
    };

    private static string Mug(Chance chance, Palette p)
    {
        var (top, width, taper) = (chance.Next(170, 215), chance.Next(66, 92), chance.Next(0, 24));
        var (left, right, foot) = (196 - width, 196 + width, 196 - width + taper);
        var band = chance.Next(top + 40, 280);
        return $"""
            <path d="M{right - 8} {top + 34}c70-12 74 86-4 78" fill="none" stroke="{p.Dark}" stroke-width="17" stroke-linecap="round"/>
            <path fill="url(#body)" d="M{left} {top}h{2 * width}l-{taper} 128q-4 12-20 12H{foot + 20}q-16 0-20-12z"/>
            <path fill="none" stroke="{p.Wall}" stroke-width="{chance.Next(4, 16)}" opacity=".65" d="M{left + 8} {band}h{(2 * width) - 16}"/>
            <ellipse cx="196" cy="{top}" rx="{width}" ry="15" fill="{p.Light}"/>
            <ellipse cx="196" cy="{top + 3}" rx="{width - 9}" ry="10" fill="#4a2c1a"/>
            <path fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round" opacity=".55" d="M176 {top - 28}c-14-20 14-30 0-50M212 {top - 28}c-14-20 14-30 0-50"/>
            """;
    }

    private static string Lamp(Chance chance, Palette p)
    {
        var (top, shade, rim) = (chance.Next(80, 116), chance.Next(34, 60), chance.Next(84, 112));
        var bottom = top + chance.Next(88, 116);
        return $"""
            <path fill="#fff3c4" opacity=".55" d="M{200 - rim} {bottom}L{170 - rim} 330h{60 + (2 * rim)}L{200 + rim} {bottom}z"/>
            <path fill="{p.Dark}" d="M194 {bottom - 8}h12v{316 - bottom}h-12z"/>
            <path fill="{p.Dark}" d="M142 330q0-20 58-20t58 20z"/>
            <circle cx="200" cy="{bottom + 4}" r="17" fill="#fff7d6"/>
            <path fill="url(#body)" d="M{200 - shade} {top}h{2 * shade}L{200 + rim} {bottom}H{200 - rim}z"/>
            <path fill="none" stroke="#fff" stroke-width="4" opacity=".4" d="M{200 - rim + 6} {bottom - 8}h{(2 * rim) - 12}"/>
            """;
    }

    private static string Vase(Chance chance, Palette p)
    {
        var (neck, belly, top) = (chance.Next(16, 34), chance.Next(62, 98), chance.Next(150, 188));
        var stems = string.Concat(Enumerable.Range(0, chance.Next(2, 6)).Select(_ => Stem(chance, p, top)));
        return $"""
            {stems}
            <path fill="url(#body)" d="M{200 - neck} {top}h{2 * neck}c0 46 {belly - neck} 50 {belly - neck} 100 0 44-34 80-54 80h-{2 * (belly - 54 + 54) - 108 + (2 * 0)}c-20 0-54-36-54-80 0-50 {belly - neck}-54 {belly - neck}-100z"/>
            <ellipse cx="200" cy="{top}" rx="{neck}" ry="6" fill="{p.Dark}"/>
            <path fill="none" stroke="#fff" stroke-width="8" stroke-linecap="round" opacity=".35" d="M{212 - belly} 262q0-24 18-44"/>
            """;
    }

    private static string Stem(Chance chance, Palette p, int top)
    {
        var (x, y) = (chance.Next(110, 290), chance.Next(50, 110));
        var petals = string.Concat(Enumerable.Range(0, 6).Select(i =>
            $"""<ellipse cx="{x}" cy="{y - 15}" rx="8" ry="15" fill="{p.Accent}" transform="rotate({i * 60} {x} {y})"/>"""));
        return $"""
            <path d="M200 {top + 8}Q{200 + ((x - 200) / 4)} {y + 60} {x} {y}" fill="none" stroke="#5a7d54" stroke-width="5"/>
            {petals}<circle cx="{x}" cy="{y}" r="9" fill="#f6d365"/>
            """;
    }

    private static string Plant(Chance chance, Palette p)
    {
        var (green, width) = (chance.Next(96, 160), chance.Next(58, 78));
        var leaves = string.Concat(Enumerable.Range(0, chance.Next(7, 12)).Select(_ =>
        {
            var (angle, length) = (chance.Next(-72, 73), chance.Next(96, 172));
            var half = chance.Next(16, 32);
            return $"""
                <path transform="rotate({angle} 200 250)" fill="hsl({green + chance.Next(-10, 10)} 38% {chance.Next(30, 52)}%)" d="M200 256q-{half} -{length / 2} 0 -{length}q{half} {length / 2} 0 {length}z"/>
                """;
        }));
        return $"""
            {leaves}
            <path fill="url(#body)" d="M{200 - width} 240h{2 * width}l-16 80q-2 10-14 10H{230 - width}q-12 0-14-10z"/>
            <rect x="{192 - width}" y="230" width="{16 + (2 * width)}" height="22" rx="6" fill="{p.Dark}"/>
            """;
    }

    private static string Clock(Chance chance, Palette p)
    {
        var radius = chance.Next(94, 116);
        var (hour, minute) = (chance.Next(0, 360), chance.Next(0, 12) * 30);
        var marks = string.Concat(Enumerable.Range(0, 12).Select(i =>
            $"""<path transform="rotate({i * 30} 200 200)" d="M200 {218 - radius}v{(i % 3 == 0 ? 16 : 8)}" stroke="{p.Dark}" stroke-width="{(i % 3 == 0 ? 6 : 3)}" stroke-linecap="round"/>"""));
        return $"""
            <path fill="{p.Dark}" d="M142 330l22-44h72l22 44z"/>
            <circle cx="200" cy="200" r="{radius + 14}" fill="url(#body)"/>
            <circle cx="200" cy="200" r="{radius}" fill="#fdfbf6"/>
            {marks}
            <path transform="rotate({hour} 200 200)" d="M200 206v-56" stroke="#2b2b33" stroke-width="9" stroke-linecap="round"/>
            <path transform="rotate({minute} 200 200)" d="M200 210v-82" stroke="#2b2b33" stroke-width="5" stroke-linecap="round"/>
            <circle cx="200" cy="200" r="8" fill="{p.Main}"/>
            """;
    }

    private static string Bag(Chance chance, Palette p)
    {
        var (width, top, round) = (chance.Next(84, 104), chance.Next(110, 138), chance.Next(30, 70));
        var pocket = chance.Next(228, 248);
        return $"""
            <path d="M170 {top + 6}v-22a30 30 0 0 1 60 0v22" fill="none" stroke="{p.Dark}" stroke-width="12"/>
            <rect x="{200 - width}" y="{top}" width="{2 * width}" height="{330 - top}" rx="{round}" fill="url(#body)"/>
            <rect x="{216 - width}" y="{pocket}" width="{(2 * width) - 32}" height="{318 - pocket}" rx="14" fill="{p.Dark}" opacity=".55"/>
            <path d="M{216 - width} {top + 66}h{(2 * width) - 32}" stroke="{p.Dark}" stroke-width="5" stroke-dasharray="9 5"/>
            <path fill="#b98a4f" d="M{150} {top + 44}h16v54h-16zM{234} {top + 44}h16v54h-16z"/>
            <path fill="#f4e4bd" d="M{148} {top + 82}h20v12h-20zM{232} {top + 82}h20v12h-20z"/>
            """;
    }

    private static string Headphones(Chance chance, Palette p)
    {
        var (cup, band) = (chance.Next(30, 42), chance.Next(14, 24));
        return $"""
            <path d="M104 250c-14-190 206-190 192 0" fill="none" stroke="{p.Dark}" stroke-width="{band}" stroke-linecap="round"/>
            <path d="M116 214c4-128 164-128 168 0" fill="none" stroke="{p.Light}" stroke-width="6" opacity=".6"/>
            <rect x="{108 - cup}" y="204" width="{2 * cup}" height="118" rx="{cup}" fill="url(#body)"/>
            <rect x="{292 - cup}" y="204" width="{2 * cup}" height="118" rx="{cup}" fill="url(#body)"/>
            <rect x="{104 + cup - 8}" y="214" width="22" height="98" rx="11" fill="#2b2b33"/>
            <rect x="{274 - cup}" y="214" width="22" height="98" rx="11" fill="#2b2b33"/>
            <circle cx="{108 - (cup / 3)}" cy="263" r="9" fill="{p.Accent}"/>
            <circle cx="{292 + (cup / 3)}" cy="263" r="9" fill="{p.Accent}"/>
            """;
    }

    private static string Notebook(Chance chance, Palette p)
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
            <path d="M{144 + spine} 160h50M{144 + spine} 172h34" stroke="{p.Dark}" stroke-width="4" stroke-linecap="round"/>
            <path fill="{p.Accent}" d="M{170 + spine} 324h14v34l-7-9-7 9z"/>
            </g>
            """;
    }
}
