namespace Shop.Verdicts.Drawing;

/// <summary>One client's operations in rows, so that neither bars nor labels overlap.</summary>
internal sealed class Lane
{
    private const double Letter = 10.5;
    private readonly List<double> rowEnds = [];

    internal Lane(string client, IEnumerable<Operation> operations, Axis axis, double top)
    {
        Client = client;
        Top = top;
        Bars = [.. operations.OrderBy(one => one.Start).Select(one => Bar(one, axis))];
    }

    internal string Client { get; }

    internal double Top { get; }

    internal double Height => (Math.Max(rowEnds.Count, 1) * Drawing.Bar.Row) + 14;

    internal IReadOnlyList<Bar> Bars { get; }

    private Bar Bar(Operation one, Axis axis)
    {
        var left = axis.Of(one.Start);
        var right = one.Ok ? Math.Max(axis.Of(one.End), left + 8) : axis.End;
        var end = Math.Max(right, left + (Letter * Drawing.Bar.Text(one).Length)) + 10;
        var row = rowEnds.FindIndex(taken => taken <= left);
        if (row < 0)
        {
            row = rowEnds.Count;
            rowEnds.Add(0);
        }

        rowEnds[row] = end;
        return new Bar(one, left, right, Top + 12 + (row * Drawing.Bar.Row), end);
    }
}

/// <summary>One operation from its start to its end, with its label above.</summary>
internal sealed record Bar(Operation One, double Left, double Right, double Top, double LabelEnd)
{
    internal const double Row = 50;
    internal const double Thick = 16;

    internal double Y => Top + 24;

    internal static string Text(Operation one)
    {
        var what = Say.What(one);
        return one.Outcome == Outcome.Unknown ? $"{what}, no answer" : what;
    }
}
