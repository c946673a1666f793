namespace ProxyAware.Tests.Upstream.Pki;

internal enum Misbehaviour
{
    None,

    /// <summary>Answers whatever it is told with plain HTTP, as a port without TLS does.</summary>
    PlainHttp,

    CloseOnAccept,

    CloseAfterClientHello,

    /// <summary>Ends the connection with a reset behind the ClientHello.</summary>
    ResetAfterClientHello,

    Garbage,

    /// <summary>Begins a TLS record and sends a byte of it from time to time, without end.</summary>
    DrippingHandshake,

    /// <summary>Takes the connection and never says anything.</summary>
    Silence,
}
