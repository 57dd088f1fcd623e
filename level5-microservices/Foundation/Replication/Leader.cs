namespace Shop.Replication;

/// <summary>Who takes writes, as far as is known here.</summary>
/// <param name="Epoch">Grows with each election. Writes carry it.</param>
/// <param name="Over">Cancelled when somebody else leads.</param>
internal sealed record Leader(int Epoch, Node Node, CancellationToken Over)
{
    // Of all that wait for a leader, one asks the old one now and then whether it is back. If all
    // did, they would keep the machine busy with failing, just when an election needs it.
    private const int DoubtMs = 200;

    private long doubtedUntil;

    /// <summary>A database without copies: nobody else can lead.</summary>
    public bool IsAlone => Epoch == 0;

    public bool IsDoubtful => Environment.TickCount64 < Volatile.Read(ref doubtedUntil);

    public void Doubt() => Volatile.Write(ref doubtedUntil, Environment.TickCount64 + DoubtMs);
}
