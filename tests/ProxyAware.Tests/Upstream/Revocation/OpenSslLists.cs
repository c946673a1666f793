namespace ProxyAware.Tests.Upstream.Revocation;

/// <summary>An authority, two certificates and a list that revokes the second, all made with <c>openssl ca</c> on 2026-11-21.</summary>
internal static class OpenSslLists
{
    public const string Authority = """
        -----BEGIN CERTIFICATE-----
        MIIBfjCCASWgAwIBAgIUEq9RSsi9r7ZhfgmZhjfbw658+X4wCgYIKoZIzj0EAwIw
        FTETMBEGA1UEAwwKT3BlblNTTCBDQTAeFw0yNjExMjExMzAwNDZaFw0zNjExMTgx
        MzAwNDZaMBUxEzARBgNVBAMMCk9wZW5TU0wgQ0EwWTATBgcqhkjOPQIBBggqhkjO
        PQMBBwNCAARigGojmqLA3WMq65bLVWpkxMsWlbIm6wzzhrVKHClziyAtFaf9zc2B
        jLaq9d5WEm+9U/shMvjwHdZBX/1qin69o1MwUTAdBgNVHQ4EFgQU4IYyx3Ifl0Z0
        PnL2+AFpu0RcbY4wHwYDVR0jBBgwFoAU4IYyx3Ifl0Z0PnL2+AFpu0RcbY4wDwYD
        VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiBRm+Tqx6z+K1E4Jf/hWktq
        ddi1n/r5Ygfk52/Ak8OO6AIgALQSJsMLd9beqLnZ7c2r+1LHqwRfJxgO1ojOJ9xO
        yuQ=
        -----END CERTIFICATE-----
        """;

    public const string Good = """
        -----BEGIN CERTIFICATE-----
        MIIBCzCBswICBAAwCgYIKoZIzj0EAwIwFTETMBEGA1UEAwwKT3BlblNTTCBDQTAe
        Fw0yNjExMjExMzAwNDZaFw0zNjExMTgxMzAwNDZaMA8xDTALBgNVBAMMBGdvb2Qw
        WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATfUrDG+6wvugR5OKczIa2flAn9p8y5
        OA3aMf0kSmLZMC+zrbcgA/XKGxouzyd86PoByAsQK9L7nMK4sByCtekpMAoGCCqG
        SM49BAMCA0cAMEQCIAiI0VF9n2rE+kPMUwjpaAEPDcSSEtpRFAHrp8Xc6Nu0AiBa
        iOqudY7cPWV0zKRsyTDX5YhAQezSjR0TdDowsHMG6Q==
        -----END CERTIFICATE-----
        """;

    public const string Revoked = """
        -----BEGIN CERTIFICATE-----
        MIIBCzCBsgICBAEwCgYIKoZIzj0EAwIwFTETMBEGA1UEAwwKT3BlblNTTCBDQTAe
        Fw0yNjExMjExMzAwNDZaFw0zNjExMTgxMzAwNDZaMA4xDDAKBgNVBAMMA2JhZDBZ
        MBMGByqGSM49AgEGCCqGSM49AwEHA0IABHCa1VkCJq0wg7HGHfGPSLwoXL0Kj3yy
        BjheUxogDR7w+ghrjAeAP0kuTZhLXlzBcFl5fy//gEtR2nE1i5sBLhMwCgYIKoZI
        zj0EAwIDSAAwRQIhAOJu5W9vc8Z5OvGr/ZXf15uOEIvW4X+hspf6RPSWj+icAiBW
        Ufy3HBReHNlXjFV21S4C+VENCPgyr9oZWA3tLxmEeQ==
        -----END CERTIFICATE-----
        """;

    public const string List = """
        -----BEGIN X509 CRL-----
        MIHzMIGaAgEBMAoGCCqGSM49BAMCMBUxEzARBgNVBAMMCk9wZW5TU0wgQ0EXDTI2
        MTEyMTEzMDA0NloXDTI2MTIyMTEzMDA0NlowIzAhAgIEARcNMjYxMTIxMTMwMDQ2
        WjAMMAoGA1UdFQQDCgEBoC8wLTAfBgNVHSMEGDAWgBTghjLHch+XRnQ+cvb4AWm7
        RFxtjjAKBgNVHRQEAwIBATAKBggqhkjOPQQDAgNIADBFAiAfvQKtakI/jqhnN6wa
        MXZA00xj3Z7HdT8C+hEcTgk9IgIhAN4XIbLeAjUOmqzgTqwZqN9Ve2E8XgedddE7
        V4AUXQYy
        -----END X509 CRL-----
        """;
}
