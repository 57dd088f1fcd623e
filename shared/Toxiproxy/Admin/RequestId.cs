namespace Toxiproxy.Admin;

/// <summary>Identifies an answer: 20 characters, ascending.</summary>
internal static class RequestId
{
    private static readonly uint Process = (uint)Random.Shared.Next();
    private static long last;

    public static string Next() => $"{Process:x8}{Interlocked.Increment(ref last):x12}";
}
