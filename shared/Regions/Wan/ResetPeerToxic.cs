using Toxiproxy.Net.Toxics;

namespace Aspire.Hosting;

/// <summary>Toxiproxy's reset_peer, which the client library does not bring along.</summary>
internal sealed class ResetPeerToxic : ToxicBase
{
    public override string Type => "reset_peer";

    public ToxicAttributes Attributes { get; set; } = new();

    internal sealed class ToxicAttributes
    {
        /// <summary>Milliseconds between the first data and the reset.</summary>
        public int Timeout { get; set; }
    }
}
