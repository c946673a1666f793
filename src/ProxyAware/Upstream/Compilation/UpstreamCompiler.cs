using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProxyAware.Diagnostics;
using ProxyAware.Upstream.PinStore;
using ProxyAware.Upstream.Reporting;

namespace ProxyAware.Upstream.Compilation;

/// <summary>Checks the settings of an upstream together and compiles them into one policy. The same compiler runs at start and on every reload.</summary>
internal static class UpstreamCompiler
{
    public static UpstreamCompileResult Compile(UpstreamTlsOptions options, UpstreamScope scope, TimeProvider time, PinStores stores)
    {
        var now = time.GetUtcNow();
        var files = new UpstreamFiles(scope.ContentRoot);
        var problems = new UpstreamProblems(scope);
        problems.Problems.AddRange(options.ReadProblems);
        problems.Notices.AddRange(options.ReadNotices);

        var mode = new ModeRules(options, problems, scope).Check();
        var names = new NamesCompiler(options, problems);
        var trusted = new TrustedCertificatesCompiler(options, problems, files, now).Compile();
        var pins = new PinsCompiler(options, problems, DateOnly.FromDateTime(now.UtcDateTime)).Compile();
        var lists = new RevocationCompiler(options, problems, files).Compile();
        var client = new ClientCertificateCompiler(options, problems, files, now).Compile();
        var ciphers = new CipherSuitesCompiler(options, problems);
        var suites = ciphers.Compile();
        var protocols = names.Protocols();
        var policy = new UpstreamPolicy
        {
            Name = scope.Name,
            Verification = mode,
            Trusted = trusted,
            MaxIntermediates = options.MaxIntermediateCertificates,
            RevocationLists = lists,
            RevocationScope = options.RevocationScope ?? UpstreamRevocationScope.Chain,
            RevocationOnline = options.RevocationMode == UpstreamRevocationMode.Online,
            ServerName = names.ServerName(),
            VerifyName = names.VerifyName(),
            SendServerName = options.SendServerName,
            ClientCertificate = client,
            Protocols = protocols & ciphers.OfferedProtocols,
            CipherSuites = suites,
            AllowResumption = options.AllowSessionResumption != false && mode is (UpstreamVerification.System or UpstreamVerification.CustomCa),
            Pins = pins,
            PinStore = mode == UpstreamVerification.TrustOnFirstUse ? OpenStore(options, problems, files, stores) : null,
            HandshakeTimeout = names.Timeout(),
            AllowWeakCertificates = options.AllowWeakCertificates,
            FollowSameOriginRedirects = options.FollowSameOriginRedirects,
            Fingerprint = Fingerprint(options, mode, trusted, client, files),
            Notices = problems.Notices,
        };
        return new(problems.Problems.Count == 0 ? policy with { Files = Files(options, files) } : null, problems.Problems, files.Hashes);
    }

    private static IReadOnlyList<FileSnapshot> Files(UpstreamTlsOptions options, UpstreamFiles files)
    {
        IEnumerable<(string Option, string? Path)> named =
        [
            (nameof(options.TrustedCertificateFile), options.TrustedCertificateFile),
            .. options.CertificateRevocationListFiles.Select(f => (nameof(options.CertificateRevocationListFiles), (string?)f)),
            (nameof(options.ClientCertificateFile), options.ClientCertificateFile),
            (nameof(options.ClientCertificateKeyFile), options.ClientCertificateKeyFile),
            (nameof(options.ClientCertificateKeyPasswordFile), options.ClientCertificateKeyPasswordFile),
            (nameof(options.PinStoreFile), options.PinStoreFile),
        ];
        return [.. named.Where(f => !string.IsNullOrWhiteSpace(f.Path)).Select(f => new FileSnapshot(f.Option, files.FullPath(f.Path!)))];
    }

    private static LearnedPinStore? OpenStore(UpstreamTlsOptions options, UpstreamProblems problems, UpstreamFiles files, PinStores stores)
    {
        if (options.PinStoreFile is not { } file || string.IsNullOrWhiteSpace(file))
        {
            return null;
        }

        var store = stores.Open(files.FullPath(file), out var reason);
        if (store is null)
        {
            problems.Add(Codes.BadPinStore, nameof(options.PinStoreFile), file, reason ?? "it cannot be used", "name a file in a folder that the app may write to");
        }

        return store;
    }

    // The contents of anchors, pins and the client certificate are compared as such; of everything else, any change counts.
    private static PolicyFingerprint Fingerprint(
        UpstreamTlsOptions options, UpstreamVerification mode, List<X509Certificate2> trusted, SslStreamCertificateContext? client, UpstreamFiles files)
    {
        string[] rest =
        [
            $"{mode}", $"{options.MaxIntermediateCertificates}", $"{options.RevocationScope}", $"{options.RevocationMode}", $"{options.ServerName}", $"{options.VerifyName}",
            $"{options.SendServerName}", $"{options.Protocols}", string.Join(",", options.CipherSuites), $"{options.AllowSessionResumption}", $"{options.PinStoreFile}",
            $"{options.HandshakeTimeout}", $"{options.AllowWeakCertificates}", $"{options.FollowSameOriginRedirects}",
            string.Join(",", options.CertificateRevocationListFiles.Select(f => files.Hashes.GetValueOrDefault(files.FullPath(f)))),
            client is null ? "" : Hash(client.TargetCertificate) + string.Join(",", client.IntermediateCertificates.Select(Hash)),
        ];
        return new(
            trusted.Select(Hash).ToHashSet(StringComparer.Ordinal),
            options.Pins.Select(p => $"{p.Sha256} {p.ExpiresOn}").Concat(options.CertificatePins).ToHashSet(StringComparer.Ordinal),
            options.Pins.Where(p => p.Backup).Select(p => p.Sha256).ToHashSet(StringComparer.Ordinal),
            string.Join("|", rest));
    }

    private static string Hash(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);
}
