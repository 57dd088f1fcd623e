namespace Toxiproxy.Net.Toxics;

/// <summary>Closes after a number of bytes.</summary>
public class LimitDataToxic : ToxicBase
{
    public override string Type => ToxicTypenames.LimitData;

    public ToxicAttributes Attributes { get; set; } = new();

    public class ToxicAttributes
    {
        /// <summary>Counted from when the toxic was added.</summary>
        public long Bytes { get; set; }
    }
}
