namespace ProxyAware.Diagnostics;

/// <summary>
/// The stable codes of everything that is said. PA1xxx configuration, PA2xxx forwarding, PA3xxx https, hosts and root,
/// PA4xxx origins, PA5xxx upstreams, PA6xxx the audit. A code is never given a second meaning; docs/codes.md explains each.
/// </summary>
internal static class Codes
{
    // Configuration: errors that stop the start.
    public const string UnknownKey = "PA1001";
    public const string BadShape = "PA1002";
    public const string BadBoolean = "PA1003";
    public const string BadEnum = "PA1004";
    public const string BadNumber = "PA1005";
    public const string TextAndList = "PA1006";
    public const string BadConfigurationFile = "PA1007";
    public const string BadTrust = "PA1010";
    public const string BadHopPeers = "PA1011";
    public const string BadHeaderName = "PA1012";
    public const string MixedFamilies = "PA1013";
    public const string HostHeaderNeedsHosts = "PA1014";
    public const string ContradictingOptions = "PA1015";
    public const string BadPublicUrl = "PA1016";
    public const string BadHost = "PA1017";
    public const string BadUrlRoot = "PA1018";
    public const string BadPath = "PA1019";
    public const string BadPeers = "PA1020";
    public const string BadPort = "PA1021";
    public const string BadOrigin = "PA1022";
    public const string BadCockpitLine = "PA1030";
    public const string CockpitNearMiss = "PA1031";
    public const string CockpitGlob = "PA1032";
    public const string FrameworkForwardedHeaders = "PA1040";
    public const string WrongOrder = "PA1041";
    public const string DiagnosticsUnprotected = "PA1042";

    // Configuration: notices and warnings at start and on reload.
    public const string ProviderOverridden = "PA1101";
    public const string CockpitIgnored = "PA1102";
    public const string OneHeaderNamed = "PA1103";
    public const string MaskedRange = "PA1104";
    public const string TrustsEverybody = "PA1105";
    public const string SingleValueHeader = "PA1106";
    public const string HopCountOpenListener = "PA1107";
    public const string HopCountInKubernetes = "PA1108";
    public const string FrameworkSwitchRemoved = "PA1109";
    public const string IisOutOfProcess = "PA1110";
    public const string NotInserted = "PA1111";
    public const string AnyOrigin = "PA1112";
    public const string PublicUrlIsHttp = "PA1113";
    public const string SectionUnread = "PA1114";
    public const string ReloadFailed = "PA1120";
    public const string Reloaded = "PA1121";
    public const string TrustFileFailed = "PA1122";

    // Forwarding: refusals and warnings while running.
    public const string MalformedHeader = "PA2001";
    public const string DirectPeerBesideProxy = "PA2101";
    public const string UntrustedForwarder = "PA2102";
    public const string HopCountTooSmall = "PA2103";
    public const string HopCountTooLarge = "PA2104";
    public const string ClientIsTrusted = "PA2105";
    public const string HeaderNeverArrives = "PA2106";
    public const string SilentProxy = "PA2107";
    public const string SilentLocalProxy = "PA2108";
    public const string FamiliesDisagree = "PA2109";
    public const string SchemeAppended = "PA2110";
    public const string HiddenBehindGateway = "PA2111";

    // Hosts, root and https: refusals.
    public const string BadHostHeader = "PA3001";
    public const string HostNotAllowed = "PA3002";
    public const string OutsideRoot = "PA3003";
    public const string HttpsRequired = "PA3004";
    public const string LoopUntrustedPeer = "PA3005";
    public const string LoopUnusableHeader = "PA3006";
    public const string LoopBrowserOnHttps = "PA3007";

    // Hosts, root and https: notices and warnings.
    public const string ClearTextServed = "PA3101";
    public const string AnyHost = "PA3102";
    public const string PortContradictsScheme = "PA3103";
    public const string ForeignPrefix = "PA3104";
    public const string HostRewritten = "PA3105";
    public const string PrefixStripped = "PA3106";
    public const string PrefixDoubled = "PA3107";
    public const string CookieTwice = "PA3108";

    // Origins: refusals.
    public const string InvalidHandshake = "PA4001";
    public const string OriginMissing = "PA4002";
    public const string OriginNotAllowed = "PA4003";
    public const string OriginCrossSite = "PA4004";
    public const string OriginRebinding = "PA4005";
    public const string UpgradeLost = "PA4006";

    // Origins: warnings.
    public const string OwnPagesRefused = "PA4101";

    // Upstreams: errors that stop the start. Those of reading (PA1001 to PA1006) are shared.
    public const string BadPin = "PA5001";
    public const string BadTrustedCertificates = "PA5002";
    public const string BadClientCertificate = "PA5003";
    public const string BadRevocationList = "PA5004";
    public const string BadServerName = "PA5005";
    public const string BadProtocols = "PA5006";
    public const string BadCipherSuites = "PA5007";
    public const string BadHandshakeTimeout = "PA5008";
    public const string BadPinStore = "PA5009";
    public const string ContradictingUpstreamOptions = "PA5010";
    public const string DangerousVerification = "PA5011";
    public const string HandlerConflict = "PA5012";
    public const string BadDepth = "PA5013";
    public const string UpstreamMissing = "PA5014";

    // Upstreams: notices and warnings at start and while running.
    public const string VerificationOff = "PA5101";
    public const string NoBackupPin = "PA5102";
    public const string PinExpires = "PA5103";
    public const string EnvironmentProxyIgnored = "PA5104";
    public const string NeverResumes = "PA5105";
    public const string UpstreamUnused = "PA5106";
    public const string UpstreamDefaults = "PA5107";
    public const string AnchorNotValid = "PA5108";
    public const string LearntOnFirstUse = "PA5109";
    public const string PinnedLeafNotValid = "PA5110";
    public const string UpstreamReloadFailed = "PA5111";
    public const string UpstreamReloaded = "PA5112";
    public const string BackupPinUsed = "PA5113";
    public const string PeerCertificateExpires = "PA5114";
    public const string ClientCertificateExpires = "PA5115";
    public const string AnchorExpires = "PA5116";
    public const string PinStoreUnusable = "PA5117";
    public const string RevocationListEnded = "PA5118";
    public const string ProtocolWithoutSuite = "PA5119";

    // Upstreams: connections that were refused. The numbers are those of UpstreamTlsReason, from 5200.
    public const string UpstreamFailurePrefix = "PA5";

    // The audit on the diagnostics page: headers that clients forge.
    public const string AuditBelieved = "PA6001";
    public const string AuditWalksTooFar = "PA6002";
    public const string AuditReadUnprotected = "PA6003";
    public const string AuditIdentity = "PA6004";
    public const string AuditSignedIdentity = "PA6005";
    public const string AuditUnstripped = "PA6006";

    // The audit: WebSockets, redirects, the app's own URL.
    public const string AuditUpgradeLost = "PA6010";
    public const string AuditSocketRefused = "PA6011";
    public const string AuditSocketCut = "PA6012";
    public const string AuditRedirectLost = "PA6013";
    public const string AuditOwnUrl = "PA6014";
}
