namespace Shop.Protocol;

/// <summary>Asks one member after the other whether it is there.</summary>
public sealed class Prober(
    Membership members, Post post, Guard guard, Settings settings, TimeProvider time)
{
    private const int Helpers = 2;

    /// <summary>Once in each period.</summary>
    public async Task ProbeAsync()
    {
        members.Expire();
        if (settings.Without == "probes" || members.NextToProbe() is not { } target)
        {
            return;
        }

        if (!await PingAsync(target)
            && target.Standing == Standing.Alive
            && !await AskHelpersAsync(target))
        {
            members.Suspect(target);
        }
    }

    /// <summary>Says hello to a peer of which only the name is known.</summary>
    public async Task<bool> GreetAsync(string name)
    {
        var ping = new Ping(members.Gossip());
        var pong = await post.AskAsync<Pong>(name, key: null, Kinds.Ping, ping);
        Hear(pong?.Claims);
        return pong is not null;
    }

    internal Pong Answer(Envelope letter)
    {
        var known = members.Find(letter.From);
        HearFrom(letter.From, Json.Read<Ping>(letter.Body)?.Claims);
        // A newcomer needs to know everybody, and not only the latest news.
        return new Pong(Reached: true, known is null ? Everybody() : members.Gossip(known));
    }

    internal async Task<Pong?> AnswerForAsync(Envelope letter)
    {
        if (Json.Read<PingFor>(letter.Body) is not { Target: { Key: not null } target } request)
        {
            return null;
        }

        HearFrom(letter.From, request.Claims);
        var member = members.Find(target.Id);
        return new Pong(member is not null && await PingAsync(member), members.Gossip());
    }

    private async Task<bool> PingAsync(Member target)
    {
        var began = time.GetTimestamp();
        var ping = new Ping(members.Gossip(target));
        var pong = await post.AskAsync<Pong>(target.Name, target.Key, Kinds.Ping, ping);
        if (pong is null)
        {
            return false;
        }

        var rtt = time.GetElapsedTime(began);
        target.Rtt = rtt < target.Rtt ? rtt : target.Rtt;
        Hear(pong.Claims);
        return true;
    }

    // Maybe only the way from here to there is broken.
    private async Task<bool> AskHelpersAsync(Member target)
    {
        var request = new PingFor(target.Announcement, members.Gossip());
        var answers = await Task.WhenAll(members.Pick(Helpers, except: target).Select(helper =>
            post.AskAsync<Pong>(helper.Name, helper.Key, Kinds.PingFor, request)));
        foreach (var answer in answers)
        {
            Hear(answer?.Claims);
        }

        return answers.Any(answer => answer is { Reached: true });
    }

    private void Hear(IReadOnlyList<Claim>? claims) => HearFrom(from: null, claims);

    private void HearFrom(string? from, IReadOnlyList<Claim>? claims)
    {
        foreach (var claim in claims ?? [])
        {
            var isWhole = claim?.About is
                { Key.Length: <= 200, Name.Length: <= 100, Region.Length: <= 40, Signature.Length: <= 200 };
            if ((!isWhole || !members.Hear(claim!)) && from is not null)
            {
                guard.Blame(from, Offence.Forgery);
                return;
            }
        }
    }

    private List<Claim> Everybody() =>
    [
        new Claim(members.Own, Standing.Alive),
        .. members.Present.Select(member => new Claim(member.Announcement, member.Standing)),
    ];
}
