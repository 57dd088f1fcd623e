using System.Globalization;
using Shop.Catalogue.Drawings;

namespace Shop.Catalogue;

/// <summary>Draws a product as SVG of one or two kilobytes, each kind in its own way.</summary>
public static class Picture
{
    public static string Of(Item item)
    {
        var chance = new Chance((ulong)item.Id * 7919);
        var palette = Palette.Pick(chance);
        var drawing = Draw(item.Category, chance, palette);
        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" role="img">
            <defs>
            <linearGradient id="wall" x1="0" y1="0" x2="0" y2="1">
            <stop offset="0" stop-color="{palette.Wall}"/>
            <stop offset="1" stop-color="{palette.Haze}"/>
            </linearGradient>
            <linearGradient id="body" x1="0" y1="0" x2="1" y2="0">
            <stop offset="0" stop-color="{palette.Light}"/>
            <stop offset=".45" stop-color="{palette.Main}"/>
            <stop offset="1" stop-color="{palette.Dark}"/>
            </linearGradient>
            </defs>
            <path fill="url(#wall)" d="M0 0h400v400H0z"/>
            {Backdrop(chance, palette)}
            <path fill="{palette.Table}" d="M0 318h400v82H0z"/>
            <ellipse cx="206" cy="330" rx="112" ry="13" fill="#000" opacity=".14"/>
            {drawing}
            </svg>
            """);
    }

    // Every drawing stands on the table, whose edge is at y = 330.
    private static string Draw(string category, Chance chance, Palette palette) => category switch
    {
        "Mugs" => Mug.Draw(chance, palette),
        "Lamps" => Lamp.Draw(chance, palette),
        "Vases" => Vase.Draw(chance, palette),
        "Plants" => Plant.Draw(chance, palette),
        "Clocks" => Clock.Draw(chance, palette),
        "Bags" => Bag.Draw(chance, palette),
        "Headphones" => Headphones.Draw(chance, palette),
        _ => Notebook.Draw(chance, palette),
    };

    // A sun, a window or an arch behind the thing.
    private static string Backdrop(Chance chance, Palette palette) => chance.Next(0, 3) switch
    {
        0 => $"""
            <circle cx="{chance.Next(120, 280)}" cy="{chance.Next(130, 190)}"
                r="{chance.Next(96, 130)}" fill="{palette.Accent}" opacity=".32"/>
            """,
        1 => $"""
            <path fill="{palette.Accent}" opacity=".26" d="M92 318V168a108 108 0 0 1 216 0v150z"/>
            """,
        _ => $"""
            <rect x="84" y="62" width="232" height="256" rx="14" fill="{palette.Accent}"
                opacity=".22"/>
            """,
    };
}
