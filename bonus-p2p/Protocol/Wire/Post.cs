namespace Shop.Protocol;

/// <summary>Carries a message to a peer and brings its reply; null when there is none.</summary>
/// <remarks>How long to wait for it is the transport's business: here is no clock.</remarks>
public delegate Task<byte[]?> Transport(string to, byte[] message);

/// <summary>
/// Signs what leaves, and lets in only what is signed, fresh, and not from a banned key.
/// </summary>
public sealed class Post(
    Identity self,
    string name,
    Settings settings,
    Guard guard,
    Transport transport,
    TimeProvider time)
{
    private long number = time.GetUtcNow().ToUnixTimeMilliseconds() << 8;
    private long sent;
    private long received;

    public long BytesSent => Volatile.Read(ref sent);

    public long BytesReceived => Volatile.Read(ref received);

    private bool Verifies => settings.Without != "signatures";

    /// <summary>Asks a peer something.</summary>
    /// <param name="to">The peer's name.</param>
    /// <param name="key">The key that has to sign the reply; null if it isn't known yet.</param>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="question">The body.</param>
    /// <returns>Null without an answer that can be believed.</returns>
    public async Task<T?> AskAsync<T>(string to, byte[]? key, string kind, object question)
        where T : class
    {
        // An address may have a new tenant, whom a letter to the old one is not for.
        var receiver = key is null ? to : Identity.IdOf(key);
        var request = Write(receiver, Interlocked.Increment(ref number), kind, question);
        var message = request.ToBytes();
        Interlocked.Add(ref sent, message.Length);
        var answer = await transport(to, message);
        if (answer is null)
        {
            return null;
        }

        Interlocked.Add(ref received, answer.Length);
        return Envelope.Parse(answer) is { Kind: Kinds.Reply } reply
            && reply.Number == request.Number
            && reply.To == self.Id
            && (key is null || reply.Sender.AsSpan().SequenceEqual(key))
            && !guard.IsBanned(reply.From)
            && (!Verifies || reply.IsSigned)
            ? Json.Read<T>(reply.Body)
            : null;
    }

    /// <summary>
    /// Opens a message that has come in; null, and counted, if it must not be believed.
    /// </summary>
    public Envelope? Open(byte[] message)
    {
        Interlocked.Add(ref received, message.Length);
        var envelope = Envelope.Parse(message);
        if (envelope is null || (envelope.To != name && envelope.To != self.Id))
        {
            // It says nothing that could be held against anybody.
            guard.Count(Offence.Unreadable);
            return null;
        }

        if (guard.IsBanned(envelope.From))
        {
            guard.Count(Offence.Banned);
            return null;
        }

        // A wrong signature proves nothing about the key that it names: anybody can name it.
        if (Verifies && !envelope.IsSigned)
        {
            guard.Count(Offence.Unsigned);
            return null;
        }

        return guard.Admits(envelope, message.Length) ? envelope : null;
    }

    public byte[] Reply(Envelope request, object answer)
    {
        var reply = Write(request.From, request.Number, Kinds.Reply, answer).ToBytes();
        Interlocked.Add(ref sent, reply.Length);
        return reply;
    }

    private Envelope Write(string to, long at, string kind, object body) => new Envelope(
        self.PublicKey,
        to,
        time.GetUtcNow().ToUnixTimeMilliseconds(),
        at,
        kind,
        Json.Bytes(body)).Sign(self);
}
