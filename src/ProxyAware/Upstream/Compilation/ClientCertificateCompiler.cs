using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProxyAware.Diagnostics;
using ProxyAware.Upstream.Certificates;

namespace ProxyAware.Upstream.Compilation;

/// <summary>Compiles the client certificate with its key and its intermediates. Half a pair, as in the middle of a renewal, is an error.</summary>
internal sealed class ClientCertificateCompiler(UpstreamTlsOptions options, UpstreamProblems problems, UpstreamFiles files, DateTimeOffset now)
{
    private const string Belong = "check that key and certificate belong together ('openssl x509 -pubkey -noout' and 'openssl pkey -pubout' must print the same)";

    public SslStreamCertificateContext? Compile()
    {
        if (options.ClientCertificateFile is not { } file || string.IsNullOrWhiteSpace(file))
        {
            return null;
        }

        if (files.Read(file, out var error) is not { } bytes)
        {
            return Fail(nameof(options.ClientCertificateFile), file, error, "give a PEM or PFX file that can be read");
        }

        var passwords = Passwords();
        if (passwords is null)
        {
            return null;
        }

        return bytes.AsSpan().IndexOf("-----BEGIN"u8) >= 0
            ? FromPem(file, System.Text.Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF'), passwords)
            : FromPfx(file, bytes, passwords);
    }

    private string[]? Passwords()
    {
        if (options.ClientCertificateKeyPasswordFile is not { } file || string.IsNullOrWhiteSpace(file))
        {
            return [];
        }

        if (files.ReadText(file, out var error) is { } text)
        {
            return [.. text.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0)];
        }

        Fail(nameof(options.ClientCertificateKeyPasswordFile), file, error, "give a file with one password a line");
        return null;
    }

    private SslStreamCertificateContext? FromPem(string file, string text, string[] passwords)
    {
        if (PemText.HasBrokenCertificate(text))
        {
            return Fail(nameof(options.ClientCertificateFile), file, "a certificate in it is cut off or damaged", "write it anew, with every certificate whole from BEGIN to END");
        }

        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(text);
        }
        catch (CryptographicException exception)
        {
            return Fail(nameof(options.ClientCertificateFile), file, $"a certificate in it cannot be read: {exception.Message}", "give a PEM file that begins with the client's certificate");
        }

        if (certificates.Count == 0)
        {
            return Fail(nameof(options.ClientCertificateFile), file, "it holds no certificate", "give a PEM file that begins with the client's certificate");
        }

        var (keyOption, keyFile) = string.IsNullOrWhiteSpace(options.ClientCertificateKeyFile)
            ? (nameof(options.ClientCertificateFile), file)
            : (nameof(options.ClientCertificateKeyFile), options.ClientCertificateKeyFile);
        var error = "";
        var keyText = keyFile == file ? text : files.ReadText(keyFile, out error);
        if (keyText is null)
        {
            return Fail(keyOption, keyFile, error, "give a PEM file that can be read");
        }

        using var key = PrivateKeyPem.Read(keyText, certificates[0].PublicKey.Oid.Value ?? "", passwords, out var problem);
        if (key is null)
        {
            return Fail(keyOption, keyFile, problem.Reason, problem.Fix);
        }

        try
        {
            var own = key is RSA rsa ? certificates[0].CopyWithPrivateKey(rsa) : certificates[0].CopyWithPrivateKey((ECDsa)key);
            return Context(own, [.. certificates.Skip(1)]);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException or InvalidOperationException)
        {
            return Fail(keyOption, keyFile, $"the key does not belong to the certificate {PeerText.Subject(certificates[0])}", Belong);
        }
    }

    private SslStreamCertificateContext? FromPfx(string file, byte[] bytes, string[] passwords)
    {
        if (!string.IsNullOrWhiteSpace(options.ClientCertificateKeyFile))
        {
            return Fail(nameof(options.ClientCertificateKeyFile), options.ClientCertificateKeyFile, "a PFX file holds its key itself", "remove it, or give a PEM certificate");
        }

        foreach (var password in passwords.Append(null))
        {
            try
            {
                var all = X509CertificateLoader.LoadPkcs12Collection(bytes, password);
                return all.FirstOrDefault(c => c.HasPrivateKey) is { } own
                    ? Context(own, [.. all.Where(c => !ReferenceEquals(c, own))])
                    : Fail(nameof(options.ClientCertificateFile), file, "the PFX file holds no private key", "export it together with its key");
            }
            catch (CryptographicException)
            {
                // The next password.
            }
        }

        return Fail(
            nameof(options.ClientCertificateFile), file, "it is neither PEM nor a PFX file that one of the passwords opens",
            "check the file and ClientCertificateKeyPasswordFile, each line of which is one password");
    }

    private SslStreamCertificateContext Context(X509Certificate2 own, X509Certificate2Collection intermediates)
    {
        if (!Validity.Includes(own, now))
        {
            problems.Warn(Codes.AnchorNotValid, $"the client certificate {PeerText.Subject(own)} is {PeerText.Dates(own)}, which is not now");
        }

        // SChannel cannot use keys that live in memory only.
        var usable = OperatingSystem.IsWindows() ? X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), password: null) : own;
        return SslStreamCertificateContext.Create(usable, intermediates, offline: true);
    }

    private SslStreamCertificateContext? Fail(string option, string value, string reason, string fix)
    {
        problems.Add(Codes.BadClientCertificate, option, value, reason, fix);
        return null;
    }
}
