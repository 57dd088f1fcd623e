namespace Shop.Protocol;

/// <summary>Whom to ask next, and what to tell.</summary>
public sealed partial class Membership
{
    private const int MostClaims = 24;

    private readonly Queue<Member> round = new();

    /// <summary>
    /// Everybody once, in a new order each round: nobody stays unwatched for long.
    /// </summary>
    public Member? NextToProbe()
    {
        lock (one)
        {
            while (round.TryDequeue(out var next))
            {
                if (members.ContainsKey(next.Id))
                {
                    return next;
                }
            }

            // One of the dead, too: maybe it was only cut off, and so were we.
            var all = members.Values.ToArray();
            random.Shuffle(all);
            var dead = all.FirstOrDefault(member => member.Standing == Standing.Dead);
            Array.ForEach(
                [.. all.Where(member => member.Standing != Standing.Dead || member == dead)],
                round.Enqueue);
            return round.TryDequeue(out var first) ? first : null;
        }
    }

    /// <summary>Some members that are thought to be alive, at random.</summary>
    public IReadOnlyList<Member> Pick(int count, Member? except = null)
    {
        var all = Present
            .Where(member => member != except && member.Standing == Standing.Alive)
            .ToArray();
        lock (one)
        {
            random.Shuffle(all);
        }

        return all[..Math.Min(count, all.Length)];
    }

    /// <summary>
    /// The newest rumours, each told about log n times. Who is suspected or held to be dead is
    /// always told so, and can contradict.
    /// </summary>
    public IReadOnlyList<Claim> Gossip(Member? to = null)
    {
        lock (one)
        {
            List<Claim> claims = [];
            if (to is { Standing: not Standing.Alive })
            {
                claims.Add(new Claim(to.Announcement, Standing.Suspect));
            }

            claims.Add(new Claim(Own, Standing.Alive));
            foreach (var member in members.Values
                .Where(member => member.Tellings > 0 && member != to)
                .OrderByDescending(member => member.Tellings)
                .Take(MostClaims))
            {
                member.Tellings--;
                claims.Add(new Claim(member.Announcement, member.Standing));
            }

            return claims;
        }
    }
}
