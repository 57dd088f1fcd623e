namespace Shop.Caching;

/// <summary>Whether news of changed products arrive at this moment.</summary>
internal sealed class Reception
{
    private volatile bool isGood;

    public bool IsGood
    {
        get => isGood;
        set => isGood = value;
    }
}
