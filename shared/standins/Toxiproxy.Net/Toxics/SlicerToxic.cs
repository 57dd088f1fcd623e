using System.Text.Json.Serialization;

namespace Toxiproxy.Net.Toxics;

/// <summary>Cuts data into small pieces.</summary>
public class SlicerToxic : ToxicBase
{
    public override string Type => ToxicTypenames.Slicer;

    public ToxicAttributes Attributes { get; set; } = new();

    public class ToxicAttributes
    {
        /// <summary>Bytes, at least 1.</summary>
        [JsonPropertyName("average_size")]
        public int AverageSize { get; set; }

        /// <summary>Bytes, at most the average.</summary>
        [JsonPropertyName("size_variation")]
        public int SizeVariation { get; set; }

        /// <summary>Microseconds after each piece.</summary>
        public int Delay { get; set; }
    }
}
