using Microsoft.Extensions.Configuration;
using ProxyAware.Tests.Support;
using ProxyAware.Tests.Upstream.Pki;

namespace ProxyAware.Tests.Documentation;

/// <summary>A content root with every file that documented settings name, with something fitting in each.</summary>
internal static class SettingsFolder
{
    private const string Password = "a password";

    public static TemporaryFolder For(IConfiguration configuration)
    {
        var folder = new TemporaryFolder();
        var section = configuration.GetSection("ProxyAware");
        foreach (var file in section.AsEnumerable().SelectMany(e => (e.Value ?? "").Split(',', ' ')).Where(t => t.StartsWith("file:", StringComparison.Ordinal)))
        {
            folder.Write(file["file:".Length..], "# documentation addresses\n192.0.2.0/24\n2001:db8::/32\n");
        }

        foreach (var upstream in section.GetSection("Upstreams").GetChildren())
        {
            WriteFiles(folder, upstream);
        }

        return folder;
    }

    private static void WriteFiles(TemporaryFolder folder, IConfigurationSection upstream)
    {
        var key = upstream["ClientCertificateKeyPasswordFile"] is null ? TestPki.Client.KeyPem : TestPki.Client.EncryptedKeyPem(Password);
        Write(upstream["TrustedCertificateFile"], TestPki.Root.Pem);
        Write(upstream["ClientCertificateFile"], TestPki.Client.ChainPem + (upstream["ClientCertificateKeyFile"] is null ? key : ""));
        Write(upstream["ClientCertificateKeyFile"], key);
        Write(upstream["ClientCertificateKeyPasswordFile"], Password + "\n");
        var lists = upstream.GetSection("CertificateRevocationListFiles");
        foreach (var list in lists.GetChildren().Select(c => c.Value).Append(lists.Value))
        {
            Write(list, TestCrl.Pem(TestCrl.Good(TestPki.Root)));
        }

        void Write(string? name, string content)
        {
            if (!string.IsNullOrEmpty(name))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder.Path, name))!);
                folder.Write(name, content);
            }
        }
    }
}
