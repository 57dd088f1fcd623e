namespace Toxiproxy.Net.Toxics;

/// <summary>Delays data by latency ± jitter.</summary>
public class LatencyToxic : ToxicBase
{
    public override string Type => ToxicTypenames.Latency;

    public ToxicAttributes Attributes { get; set; } = new();

    public class ToxicAttributes
    {
        /// <summary>Milliseconds.</summary>
        public int Latency { get; set; }

        /// <summary>Milliseconds.</summary>
        public int Jitter { get; set; }
    }
}
