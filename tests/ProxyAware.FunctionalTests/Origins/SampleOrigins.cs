namespace ProxyAware.FunctionalTests.Origins;

/// <summary>Origins that a browser could send, and some that none does, for an app with the entries of <see cref="AppSite"/>.</summary>
internal static class SampleOrigins
{
    public static TheoryData<string> Allowed =>
    [
        "https://app.example",
        "https://app.example:443",
        "HTTPS://App.Example",
        "https://a.example",
        "https://x.wild.example",
        "https://x.y.wild.example",
        "https://socket.example",
        "https://ports.example",
        "https://ports.example:8443",
        "https://upper.example",
        "https://slash.example",
        "http://clear.example:8080",
        "https://default.example",
        "https://xn--bcher-kva.example",
        "https://[2001:db8::1]:9090",
        "https://cockpit.domain.tld",
    ];

    public static TheoryData<string> Refused =>
    [
        "https://evil.test",
        "https://a.example.evil.test",
        "https://x.wild.example.evil.test",
        "https://evil-a.example",
        "https://sub.a.example",
        "https://xwild.example",
        "https://wild.example",
        "https://.wild.example",
        "http://a.example",
        "http://app.example",
        "wss://a.example",
        "https://a.example:8443",
        "https://app.example:8443",
        "https://a.example:0443",
        "https://a.example:",
        "https://a.example/",
        "https://a.example.",
        "https://a.example\\@b",
        "https://a.example@evil.test",
        "https://user@a.example",
        "https://user:password@a.example",
        "https://evil.test/https://a.example",
        "https://evil.test#https://a.example",
        "https://evil.test?https://a.example",
        "https://a.example https://evil.test",
        "https://a.example, https://a.example",
        "https://*.wild.example",
        "https://ports.example:*",
        "https://a%2eexample",
        "https://xn--80a.example",
        "https://clear.example:8080",
        "https://[2001:db8::1]",
        "https:a.example",
        "https:///a.example",
        "//a.example",
        "a.example",
        "null",
        "any",
        "*",
        "file://",
    ];
}
