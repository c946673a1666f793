using ProxyAware.FunctionalTests.Rig;
using ProxyAware.Tests.Upstream.Pki;

namespace ProxyAware.FunctionalTests.Upstream;

/// <summary>Certificates as the files that a program reads.</summary>
internal sealed class BackendFiles : IDisposable
{
    private readonly TempFolder _folder = new();

    public string Folder => _folder.Path;

    /// <summary>The certificate with its intermediates.</summary>
    public string Certificate(TestCertificate certificate) => Write("crt", certificate.ChainPem);

    public string Key(TestCertificate certificate) => Write("key", certificate.KeyPem);

    /// <summary>A file of that content.</summary>
    public string Write(string name, string content)
    {
        var path = _folder.File($"{Guid.NewGuid():N}.{name}");
        File.WriteAllText(path, content);
        return path;
    }

    public void Dispose() => _folder.Dispose();
}
