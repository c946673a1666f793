using System.Collections.Frozen;
using ProxyAware.Https;
using ProxyAware.Trust;

namespace ProxyAware.Tests.Https;

public class TransportPolicyTests
{
    [Theory]
    [InlineData(false, false, null, "http", "http")]
    [InlineData(false, false, null, "https", "https")]
    [InlineData(false, true, null, "http", "http")] // a header that is missing is never https
    [InlineData(false, true, null, "https", "https")]
    [InlineData(false, true, "https", "http", "https")]
    [InlineData(false, true, "http", "https", "http")] // downwards too: nginx that proxies port 80 to https
    [InlineData(true, true, "http", "http", "https")] // ForTlsProxy comes first
    [InlineData(true, true, null, "http", "https")]
    [InlineData(true, false, null, "http", "http")] // and only for a trusted peer
    [InlineData(true, false, null, "https", "https")]
    [InlineData(false, false, null, "javascript", "http")] // Kestrel's AllowAlternateSchemes lets a client write the scheme
    [InlineData(false, false, null, "HTTPS", "https")]
    [InlineData(false, false, null, "", "http")]
    public void EffectiveScheme_Precedence_FirstThatApplies(bool forTlsProxy, bool peerTrusted, string? believed, string connection, string expected) =>
        Assert.Equal(expected, Policy(null, false, forTlsProxy).EffectiveScheme(peerTrusted, believed, connection));

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, false)]
    [InlineData(false, false, true)]
    [InlineData(false, true, true)]
    [InlineData(null, true, true)]
    [InlineData(null, false, false)]
    public void Refuses_ThreeStates(bool? allowUnencrypted, bool httpsKnown, bool refuses) =>
        Assert.Equal(refuses, Policy(allowUnencrypted, httpsKnown, false).Refuses(new ServerListeners(null, null)));

    [Theory]
    [InlineData("https", "https")]
    [InlineData("HTTPS", "https")]
    [InlineData("wss", "https")]
    [InlineData("http", "http")]
    [InlineData("Ws", "http")]
    [InlineData("javascript", null)]
    [InlineData("https:", null)]
    [InlineData(" https", null)]
    [InlineData("https,http", null)]
    [InlineData("on", null)]
    [InlineData("", null)]
    [InlineData("httpſ", null)] // the long s folds to an s in some comparisons
    public void ParseScheme_Text_IsOneOfTwoOrNone(string text, string? scheme) => Assert.Equal(scheme, SchemeParser.ParseScheme(text));

    [Theory]
    [InlineData("on", "https")]
    [InlineData("ON", "https")]
    [InlineData("off", "http")]
    [InlineData("1", null)]
    [InlineData("https", null)]
    [InlineData("", null)]
    public void ParseSwitch_Text_IsOneOfTwoOrNone(string text, string? scheme) => Assert.Equal(scheme, SchemeParser.ParseSwitch(text));

    private static TransportPolicy Policy(bool? allowUnencrypted, bool httpsKnown, bool forTlsProxy) => new()
    {
        AllowUnencrypted = allowUnencrypted,
        HttpsKnown = httpsKnown,
        ForTlsProxy = forTlsProxy,
        HttpsPort = null,
        UnencryptedPaths = FrozenSet<string>.Empty,
        UnencryptedPeers = PeerSet.Nobody,
    };
}
