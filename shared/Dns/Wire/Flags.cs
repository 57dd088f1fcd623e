namespace Shop.Dns.Wire;

/// <summary>The second 16 bits of the header.</summary>
internal static class Flags
{
    public const int Response = 0x8000;
    public const int OpcodeShift = 11;
    public const int Authoritative = 0x0400;
    public const int Truncated = 0x0200;
    public const int RecursionDesired = 0x0100;
    public const int RecursionAvailable = 0x0080;
}
