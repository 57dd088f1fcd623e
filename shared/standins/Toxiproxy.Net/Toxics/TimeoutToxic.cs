namespace Toxiproxy.Net.Toxics;

/// <summary>Discards all data, and closes after a time without any.</summary>
public class TimeoutToxic : ToxicBase
{
    public override string Type => ToxicTypenames.Timeout;

    public ToxicAttributes Attributes { get; set; } = new();

    public class ToxicAttributes
    {
        /// <summary>Milliseconds; 0 is never.</summary>
        public int Timeout { get; set; }
    }
}
