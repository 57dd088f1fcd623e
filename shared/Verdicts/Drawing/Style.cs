namespace Shop.Verdicts.Drawing;

internal static class Style
{
    // Shape, frame and words say everything; colour only says it again. Alone on a dark screen
    // there is no page to take the colour from, hence the media query.
    internal const string Css = """
        .timeline { color: #1b1f24; font: 18px system-ui, sans-serif; background: #fff; }
        @media (prefers-color-scheme: dark) {
          .timeline { color: #f2f4f6; background: #14171a; }
        }
        .timeline text { fill: currentColor; }
        .timeline .head { font-size: 24px; font-weight: 700; }
        .timeline .name { font-weight: 600; }
        .timeline .time { font-size: 16px; text-anchor: middle; }
        .timeline line { stroke: currentColor; stroke-opacity: .25; }
        .timeline .tick { stroke-dasharray: 2 5; }
        .timeline rect { stroke: currentColor; stroke-width: 2; }
        .timeline rect.write { fill: #2f81f7; }
        .timeline rect.read { fill: none; }
        .timeline rect.unknown { stroke-dasharray: 6 5; fill-opacity: .35; }
        .timeline rect.offending { stroke: #d1242f; stroke-width: 5; }
        .timeline text.offending { font-weight: 700; }
        """;
}
