namespace Shop.Catalogue.Drawings;

internal static class Lamp
{
    public static string Draw(Chance chance, Palette p)
    {
        var (top, shade, rim) = (chance.Next(80, 116), chance.Next(34, 60), chance.Next(84, 112));
        var bottom = top + chance.Next(88, 116);
        return $"""
            <path fill="#fff3c4" opacity=".55"
                d="M{200 - rim} {bottom}L{170 - rim} 330h{60 + (2 * rim)}L{200 + rim} {bottom}z"/>
            <path fill="{p.Dark}" d="M194 {bottom - 8}h12v{316 - bottom}h-12z"/>
            <path fill="{p.Dark}" d="M142 330q0-20 58-20t58 20z"/>
            <circle cx="200" cy="{bottom + 4}" r="17" fill="#fff7d6"/>
            <path fill="url(#body)"
                d="M{200 - shade} {top}h{2 * shade}L{200 + rim} {bottom}H{200 - rim}z"/>
            <path fill="none" stroke="#fff" stroke-width="4" opacity=".4"
                d="M{200 - rim + 6} {bottom - 8}h{(2 * rim) - 12}"/>
            """;
    }
}
