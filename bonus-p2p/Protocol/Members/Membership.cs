namespace Shop.Protocol;

/// <summary>
/// Who is there, after SWIM: whoever doesn't answer is suspected, and has some time to contradict.
/// </summary>
/// <remarks>
/// Rumours raise suspicions but never end a life: each peer waits out the time itself. So a liar
/// can't declare anybody dead, as long as the victim still hears that it is suspected.
/// </remarks>
public sealed partial class Membership(
    Identity self,
    string name,
    string region,
    Settings settings,
    TimeProvider time,
    Random random)
{
    private static readonly TimeSpan Burial = TimeSpan.FromMinutes(10);
    private const int MostMembers = 1_000;

    private readonly Lock one = new();
    private readonly Dictionary<string, Member> members = [];

    public Announcement Own { get; private set; } =
        Announcement.Of(self, name, region, time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Everybody else who is not known to be dead.</summary>
    public IReadOnlyList<Member> Present
    {
        get
        {
            lock (one)
            {
                return [.. members.Values.Where(member => member.Standing != Standing.Dead)];
            }
        }
    }

    /// <summary>How many there are, this peer included.</summary>
    public int Count => Present.Count + 1;

    /// <summary>How long a suspect may take to contradict: rumours travel in log n steps.</summary>
    public TimeSpan Patience =>
        settings.Period * settings.SuspicionPeriods * Math.Log2(Count + 1);

    public Member? Find(string id)
    {
        lock (one)
        {
            return members.GetValueOrDefault(id);
        }
    }

    /// <summary>Hears a rumour.</summary>
    /// <returns>False if it is none that anybody honest would pass on.</returns>
    public bool Hear(Claim claim)
    {
        lock (one)
        {
            var about = claim.About;
            if (about.Id == self.Id)
            {
                return HearOfSelf(claim);
            }

            var known = members.GetValueOrDefault(about.Id);
            if (about.Incarnation < known?.Announcement.Incarnation)
            {
                return true;
            }

            if (about.Incarnation == known?.Announcement.Incarnation)
            {
                if (claim.Standing != Standing.Alive && known.Standing == Standing.Alive)
                {
                    Change(known, Standing.Suspect);
                }

                return true;
            }

            return Meet(about, known, claim.Standing);
        }
    }

    /// <summary>Somebody didn't answer, and nobody else could reach it either.</summary>
    public void Suspect(Member member)
    {
        lock (one)
        {
            if (member.Standing == Standing.Alive)
            {
                Change(member, Standing.Suspect);
            }
        }
    }

    /// <summary>Gives up suspects whose time is over.</summary>
    public void Expire()
    {
        var now = time.GetUtcNow();
        var patience = Patience;
        lock (one)
        {
            foreach (var member in members.Values.ToList())
            {
                if (member.Standing == Standing.Suspect && now - member.Since >= patience)
                {
                    Change(member, Standing.Dead);
                }
                else if (member.Standing == Standing.Dead && now - member.Since >= Burial)
                {
                    members.Remove(member.Id);
                }
            }
        }
    }

    // Only this peer signs its incarnations, so nobody can talk of one that is still to come.
    private bool HearOfSelf(Claim claim)
    {
        if (claim.Standing != Standing.Alive && claim.About.Incarnation >= Own.Incarnation)
        {
            Own = Announcement.Of(self, name, region, Own.Incarnation + 1);
        }

        return true;
    }

    private bool Meet(Announcement about, Member? known, Standing standing)
    {
        if (settings.Without != "signatures" && !about.IsSigned)
        {
            return false;
        }

        if (known is null)
        {
            if (standing == Standing.Dead || members.Count >= MostMembers)
            {
                return true;
            }

            known = new Member(about);
            members.Add(about.Id, known);
        }

        known.Announcement = about;
        Change(known, standing == Standing.Alive ? Standing.Alive : Standing.Suspect);
        return true;
    }

    private void Change(Member member, Standing standing)
    {
        member.Standing = standing;
        member.Since = time.GetUtcNow();
        // Each peer finds out about a death itself; spreading it would be hearsay.
        member.Tellings = standing == Standing.Dead
            ? 0
            : 3 * (int)Math.Ceiling(Math.Log2(members.Count + 2));
    }
}
