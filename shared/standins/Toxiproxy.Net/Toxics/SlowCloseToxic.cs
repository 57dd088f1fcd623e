namespace Toxiproxy.Net.Toxics;

/// <summary>Delays the close.</summary>
public class SlowCloseToxic : ToxicBase
{
    public override string Type => ToxicTypenames.SlowClose;

    public ToxicAttributes Attributes { get; set; } = new();

    public class ToxicAttributes
    {
        /// <summary>Milliseconds.</summary>
        public int Delay { get; set; }
    }
}
