namespace Shop.Replication;

/// <summary>
/// How much of the database the customer of this request has seen: what it wrote itself, and what
/// it was shown. Nothing older shall be shown to it, whichever copy answers.
/// </summary>
internal sealed class Seen(Without without)
{
    private Mark? told;

    /// <summary>Null for somebody new.</summary>
    public Mark? Mark { get; private set; }

    /// <summary>What the customer should be told, so that the next copy knows it, too.</summary>
    public Mark? News => Mark is { } now && (told is null || now.IsBeyond(told)) ? now : null;

    public void Recall(string? text)
    {
        if (without.Tokens)
            Mark = told = Replication.Mark.Parse(text);
    }

    public void Note(Mark? mark)
    {
        if (without.Tokens && mark is { } now && (Mark is null || now.IsBeyond(Mark)))
            Mark = now;
    }
}
