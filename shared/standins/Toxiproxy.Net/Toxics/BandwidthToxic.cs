namespace Toxiproxy.Net.Toxics;

/// <summary>Limits the bytes per second.</summary>
public class BandwidthToxic : ToxicBase
{
    public override string Type => ToxicTypenames.Bandwidth;

    public ToxicAttributes Attributes { get; set; } = new();

    public class ToxicAttributes
    {
        /// <summary>KB/s, 1 KB being 1000 bytes; 0 stalls.</summary>
        public int Rate { get; set; }
    }
}
