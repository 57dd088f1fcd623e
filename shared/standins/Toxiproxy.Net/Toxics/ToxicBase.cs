namespace Toxiproxy.Net.Toxics;

/// <summary>A toxic. What is null is left to the server's default.</summary>
public abstract class ToxicBase
{
    /// <summary>Unique in its proxy; the default is type_stream.</summary>
    public string Name { get; set; }

    /// <summary>The default is downstream.</summary>
    public ToxicDirection? Stream { get; set; }

    /// <summary>The probability that it acts on a connection, 0 to 1; the default is 1.</summary>
    public double? Toxicity { get; set; }

    public abstract string Type { get; }
}
