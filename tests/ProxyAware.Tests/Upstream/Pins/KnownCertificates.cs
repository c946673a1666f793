namespace ProxyAware.Tests.Upstream.Pins;

/// <summary>Certificates made with openssl, so that hashes can be compared with what openssl prints for them.</summary>
internal static class KnownCertificates
{
    public const string Ecdsa = """
        -----BEGIN CERTIFICATE-----
        MIIBkTCCATagAwIBAgIUJ6O6zAPJoI8t33RCQqfs5XgQn6QwCgYIKoZIzj0EAwIw
        EzERMA8GA1UEAwwIcGluLnRlc3QwHhcNMjYxMTIxMTI0MTE3WhcNMzYxMTE4MTI0
        MTE3WjATMREwDwYDVQQDDAhwaW4udGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEH
        A0IABCEEdV0knVf9SralZZiYdP6FB6zfMACMjA/4Wcm3tfOLeJGHT7oNqiB+6/yL
        8P1g4q/6I+OD5MfmPKSJcDbfbHijaDBmMB0GA1UdDgQWBBT7rNyikmjx2dPF1CKq
        Wg6xlarhYDAfBgNVHSMEGDAWgBT7rNyikmjx2dPF1CKqWg6xlarhYDAPBgNVHRMB
        Af8EBTADAQH/MBMGA1UdEQQMMAqCCHBpbi50ZXN0MAoGCCqGSM49BAMCA0kAMEYC
        IQDv9h/lXh7OH34oNiNT7AW/ontNmWzM5O37QTL1EiC4sQIhAJQK68eE+3ulIRDE
        tAIwjqREpWSKkhwsiHaYhUorOi0U
        -----END CERTIFICATE-----
        """;

    public const string Rsa = """
        -----BEGIN CERTIFICATE-----
        MIIDBzCCAe+gAwIBAgIUJ2OiDrAuzNzPb1/H/4vPtP1PFy0wDQYJKoZIhvcNAQEL
        BQAwEzERMA8GA1UEAwwIcGluLnRlc3QwHhcNMjYxMTIxMTI0MTE4WhcNMzYxMTE4
        MTI0MTE4WjATMREwDwYDVQQDDAhwaW4udGVzdDCCASIwDQYJKoZIhvcNAQEBBQAD
        ggEPADCCAQoCggEBAO0nmHQh5YYcikJ8qxteq6gCkJieyBlowHCgll5wieCf5dmt
        hFDYPTyogJKCOLZeoj4167KPprG+bO5sDGqKk/eXzEipJzocEmWuSXsO5XABN6gD
        RcJxMrmeuCJv0quyt1cLf8BzEIYUbSpTJc4Wfikq+Qwc1yA3fyAofjE2wmMDC507
        S1OT1MKjNo0XyQChMzOnnLTBiO5XAwDjDgkPrn8qzudvkoCpJraiklK1vHfx9/0e
        uXIz+F1v4GJ/6airbJ9Li0RL2d6V+zn8RX9ylbNliRmmyNxX2qTE1AwaM3drLqOu
        QnjTn33zs7f6l/10jqW/M53yyrh1pqinsee/HlcCAwEAAaNTMFEwHQYDVR0OBBYE
        FEqNelHlpjfdN5Z96O7NAvqLoYhXMB8GA1UdIwQYMBaAFEqNelHlpjfdN5Z96O7N
        AvqLoYhXMA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZIhvcNAQELBQADggEBAB8e+cQb
        4/oSWbdvxPpnLO3pz5Ybgs1d8huYnWI0Ho7DkleN/l48enQvvitnsVU16H+gDtjp
        lIhz3+GJdCAKhIGlncVdOvQbAJfg0E46WBKwdSOrozJFGMuJviCfiUyGfRCW7Y3+
        uezheN+7DcOGyOtLHtza2fI3G8cxwXDkW+/gK3uIFFvsXpOmZQFDhXfr83/CJj25
        qbZBP0roKcnBdHfHHFgavZAIj0S/SHe5Kc/SfILgI9sRIVyjtKDWygfccrxeVP6y
        WEmE5oatqiV1ivLVP4ZQkJZz9jKb7SjSJNU2lZFpDjvo5rTe7zT3aq4oelr+Avxe
        r5B1WLTkipAfFSU=
        -----END CERTIFICATE-----
        """;

    public const string Ed25519 = """
        -----BEGIN CERTIFICATE-----
        MIIBODCB66ADAgECAhQfvSWtvKQJdOZRrqfc6Aw0tsRJAjAFBgMrZXAwEjEQMA4G
        A1UEAwwHZWQudGVzdDAeFw0yNjExMjExMjQxMThaFw0zNjExMTgxMjQxMThaMBIx
        EDAOBgNVBAMMB2VkLnRlc3QwKjAFBgMrZXADIQDdSl2TbGlL2liAkMPushX59YAu
        HSvDf6/1ruYsGiLbeaNTMFEwHQYDVR0OBBYEFDGhKgwDjgxQk/H0AectFWyrvxH1
        MB8GA1UdIwQYMBaAFDGhKgwDjgxQk/H0AectFWyrvxH1MA8GA1UdEwEB/wQFMAMB
        Af8wBQYDK2VwA0EAQ14tk/puQxdtzUf1dSIrx8QWaBVOipILOl83xyQuAHxyesfP
        2S17GlmJGy67m1DimarVQKJC4AHcd7shvM3OBg==
        -----END CERTIFICATE-----
        """;
}
