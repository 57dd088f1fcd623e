namespace Shop.Dns.Wire;

internal static class EdnsWriter
{
    // Name, type, size, code, version, flags, length; then an option's number, length and head.
    private const int FixedSize = 11;
    private const int OptionHead = 4;
    private const int SubnetHead = 4;

    /// <summary>Bytes on the wire.</summary>
    public static int Size(Edns? edns) => edns switch
    {
        null => 0,
        { Subnet: { } subnet } => FixedSize + OptionHead + SubnetSize(subnet),
        _ => FixedSize,
    };

    /// <param name="code">The upper eight bits of the response code.</param>
    public static void Write(ref MessageWriter writer, Edns edns, int code)
    {
        writer.Byte(0);
        writer.Short((int)RecordType.Opt);
        writer.Short(edns.UdpSize);
        writer.Byte(code);
        writer.Byte(edns.Version);
        writer.Short(edns.DnssecOk ? EdnsReader.DnssecOk : 0);
        writer.Short(Size(edns) - FixedSize);
        if (edns.Subnet is not { } subnet)
            return;
        writer.Short(EdnsReader.SubnetOption);
        writer.Short(SubnetSize(subnet));
        WriteSubnet(ref writer, subnet);
    }

    private static int SubnetSize(ClientSubnet subnet) =>
        SubnetHead + ((subnet.SourcePrefix + 7) / 8);

    private static void WriteSubnet(ref MessageWriter writer, ClientSubnet subnet)
    {
        Span<byte> address = stackalloc byte[16];
        var length = 0;
        subnet.Address?.TryWriteBytes(address, out length);
        writer.Short(length switch
        {
            0 => 0,
            4 => EdnsReader.FamilyIPv4,
            _ => EdnsReader.FamilyIPv6,
        });
        writer.Byte(subnet.SourcePrefix);
        writer.Byte(subnet.ScopePrefix);
        writer.Bytes(address[..((subnet.SourcePrefix + 7) / 8)]);
    }
}
