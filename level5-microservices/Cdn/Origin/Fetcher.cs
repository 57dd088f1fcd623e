namespace Shop.Origin;

/// <summary>Asks the origin for what may be kept, and keeps it if it may.</summary>
internal sealed class Fetcher(
    Balancer balancer,
    EdgeStore store,
    Counters counters,
    Limits limits,
    TimeProvider time)
{
    /// <summary>Failures are results, so that everybody who waits learns of them.</summary>
    public async Task<Fetched> FetchAsync(Question question)
    {
        var patience = question.Known?.MayReplaceError(time.GetUtcNow(), question.Wish) == true
            ? limits.SilenceBeforeStale
            : limits.Silence;
        using var limit = new CancellationTokenSource(patience, time);
        try
        {
            return await AskAsync(question, limit.Token);
        }
        catch (OperationCanceledException)
        {
            return new() { Failure = Failure.Silent };
        }
        // Refused, reset, or what came was no HTTP.
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return new() { Failure = Failure.Unreachable };
        }
    }

    private async Task<Fetched> AskAsync(Question question, CancellationToken cancel)
    {
        if (question.Known is { } known)
            Validation.Ask(question.Headers, known.Headers);
        var (mark, asked) = (store.Mark(), time.GetUtcNow());
        var message = await SendAsync(question.Request, cancel);
        var response = question.Request.Response;
        response.StatusCode = (int)message.StatusCode;
        await Passage.Instance.TransformResponseAsync(question.Request, message, cancel);
        var exchange = new Exchange(question, response, asked, time.GetUtcNow(), mark);
        if (response.StatusCode == StatusCodes.Status304NotModified && question.Known is { } kept)
        {
            message.Dispose();
            return Validation.Confirms(response.Headers, kept.Headers)
                ? Confirm(exchange, kept)
                : await AskAsync(Unconditional(question), cancel);
        }

        return exchange.MayStore && !(message.Content.Headers.ContentLength > limits.LargestObject)
            ? await ReadAsync(exchange, message, cancel)
            : PassOn(exchange, message, beginning: default);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpContext context, CancellationToken cancel)
    {
        counters.AskedOrigin();
        using var request = new HttpRequestMessage(HttpMethod.Get, default(Uri));
        await Passage.Instance.TransformRequestAsync(context, request, balancer.Address, cancel);
        request.RequestUri = RequestUtilities.MakeDestinationAddress(
            balancer.Address, context.Request.Path, context.Request.QueryString);
        return await balancer.Connections.SendAsync(request, cancel);
    }

    private Fetched Confirm(Exchange exchange, Entry kept)
    {
        counters.Revalidated();
        var headers = Validation.Update(kept.Headers, exchange.Response.Headers);
        return Keep(exchange, exchange.ToEntry(headers, kept.Body, kept.Status));
    }

    private async Task<Fetched> ReadAsync(
        Exchange exchange, HttpResponseMessage message, CancellationToken cancel)
    {
        var body = await message.Content.ReadAsStreamAsync(cancel);
        var buffer = new byte[Math.Clamp(
            message.Content.Headers.ContentLength ?? 4096, 1, limits.LargestObject + 1)];
        var length = 0;
        int read;
        while ((read = await body.ReadAsync(buffer.AsMemory(length), cancel)) > 0)
        {
            length += read;
            if (length > limits.LargestObject)
                return PassOn(exchange, message, buffer.AsMemory(0, length));
            if (length == buffer.Length)
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, limits.LargestObject + 1));
        }

        message.Dispose();
        Array.Resize(ref buffer, length);
        var headers = exchange.Response.Headers;
        return Keep(exchange, exchange.ToEntry(headers, buffer, exchange.Response.StatusCode));
    }

    private Fetched Keep(Exchange exchange, Entry entry)
    {
        var address = exchange.Question.Address;
        var isKept = exchange.MayStore && store.TryKeep(address, entry, exchange.Mark);
        // A 304 can also take back the permission.
        if (!exchange.MayStore && !exchange.IsForOneOnly)
            store.Remove(address);
        return exchange.Describe() with { Entry = entry, IsKept = isKept };
    }

    private Fetched PassOn(
        Exchange exchange, HttpResponseMessage message, ReadOnlyMemory<byte> beginning)
    {
        // An error, or a no to this customer, says nothing about what the address answers else.
        var status = exchange.Response.StatusCode;
        if (status < 500 && Storability.IsUnderstood(status) && !exchange.IsForOneOnly)
            store.Refuse(exchange.Question.Address);
        var passing = new Passing(message, exchange.Response.Headers, beginning);
        return exchange.Describe() with { Passing = passing };
    }

    private static Question Unconditional(Question question) =>
        question with { Known = null, Request = Question.Copy(question.Request) };
}
